"""What the tests of the demonstration begin with. Each is made once for all tests of a process."""

from __future__ import annotations

from demo import civil_society, digests, follow_ups, people, second_meeting
from demo.replay import replay
from tests.databases import world


@world
def answered_demands() -> int:
    """How many steps the five demands of 2018 have gone."""
    replay()
    return follow_ups.play()


@world
def played_digests() -> None:
    replay()
    follow_ups.play()
    digests.play(digests.OF_2019)


@world
def played_second_meeting() -> int:
    """Its primary key, after what it comes back to and whom it invites."""
    replay()
    civil_society.send(people.ensure()["moderator"])
    follow_ups.play()
    played = second_meeting.play()
    assert played is not None
    return played.pk
