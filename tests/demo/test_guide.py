"""The starting guide is published by two persons, and thanks the association whose suggestion was accepted."""

from __future__ import annotations

import pytest

from demo import civil_society, people
from demo.guide import play
from partners.models import GuideChapter, GuideSuggestion
from publications.models import Document


@pytest.mark.django_db
@pytest.mark.slow
def test_ten_chapters_in_arabic_and_french_are_published_and_one_suggestion_is_in_them() -> None:
    civil_society.send(people.ensure()["moderator"])
    assert play.play()
    assert not play.play()

    live = [row.live for row in Document.objects.listed("guide").select_related("live")]
    assert len(live) == 10
    for edition in live:
        for language in ("ar", "fr"):
            assert 400 <= len(getattr(edition.body.text, language).split()) <= 800
        assert edition.body.awaits_jurist
    changed = next(each for each in live if each.number == 2)
    assert play.ADDED in changed.body.text.ar
    assert [str(each.name.ar) for each in changed.body.contributors] == ["جمعية الحي (مثال)"]
    assert GuideSuggestion.objects.get().state == "accepted"
    assert set(GuideChapter.objects.values_list("state", flat=True)) == {"published"}
