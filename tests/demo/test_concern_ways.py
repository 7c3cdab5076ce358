from __future__ import annotations

import pytest

from demo import civil_society, concern_ways, people
from proposals.models import Concern

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_play_shows_every_way_out_once():
    assert not concern_ways.play()
    civil_society.send(people.ensure()["moderator"])
    before = set(Concern.objects.values_list("pk", flat=True))

    assert concern_ways.play()
    assert not concern_ways.play()

    played = Concern.objects.exclude(pk__in=before)
    assert sorted(played.values_list("state", flat=True)) == [
        "answered",
        "declined",
        "merged",
        "referred",
        "referred",
        "under_review",
        "under_review",
        "withdrawn",
    ]
    assert all("مثال" in each.title for each in played)
    assert set(played.filter(state="referred").values_list("due_at", flat=True)) == {None}
    assert played.get(state="answered").due_at is not None
