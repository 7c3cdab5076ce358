"""One training of the demonstration is over and certified, with what participants said; another one takes enrolments."""

from __future__ import annotations

import pytest

from cooperation.models import Certificate, Enrolment
from demo import civil_society, people
from demo.trainings import play
from publications.models import Document


@pytest.mark.django_db
@pytest.mark.slow
def test_training_is_held_certified_and_told() -> None:
    civil_society.send(people.ensure()["moderator"])
    assert play.play()
    assert not play.play()

    bodies = [row.live.body for row in Document.objects.listed("training").select_related("live")]  # type: ignore[union-attr]
    told = next(each for each in bodies if each.feedback)
    assert (told.feedback.attended, told.feedback.will_use, told.feedback.silent) == (6, 3, 2)
    assert len(bodies) == 2
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"registered"}
    states = sorted(Certificate.objects.values_list("state", flat=True))
    assert states == ["replaced", "revoked", "valid", "valid", "valid", "valid"]
