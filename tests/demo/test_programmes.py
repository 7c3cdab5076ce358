"""Two programmes of the demonstration meet in a joint one, by two persons and both sides."""

from __future__ import annotations

import pytest

from cooperation.models import Convergence, Programme
from demo import civil_society, people
from demo.programmes import play
from publications.models import Document


@pytest.mark.django_db
@pytest.mark.slow
def test_two_programmes_near_schools_converge_and_are_reported_on() -> None:
    civil_society.send(people.ensure()["moderator"])
    assert play.play()
    assert not play.play()

    bodies = [row.live.body for row in Document.objects.listed("programme").select_related("live")]
    joint = next(body for body in bodies if body.origins)
    assert len(bodies) == 3
    assert all(body.demonstration for body in bodies)
    assert {origin.key for origin in joint.origins} == {body.key for body in bodies if not body.origins}
    assert (joint.people_reached, joint.state) == (play.REACHED, "done")
    assert [body.people_reached for body in bodies if not body.origins] == [None, None]
    assert Convergence.objects.get().state == "agreed"
    assert set(Programme.objects.values_list("state", flat=True)) == {"published"}
