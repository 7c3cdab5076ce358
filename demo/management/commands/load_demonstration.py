from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import (
    civil_society,
    concern_ways,
    desk,
    digests,
    follow_ups,
    followers,
    members,
    one_ledger,
    past_meeting,
    people,
    published_concerns,
    second_meeting,
    tonight,
    voice,
)
from demo.guide import play as guide
from demo.networks import play as networks
from demo.partnerships import play as partnerships
from demo.press import institutions, play as press, profile
from demo.programmes import play as programmes
from demo.replay import replay
from demo.trainings import play as trainings


class Command(BaseCommand):
    help = (
        "Replay the Meknès meeting of 17 October 2018, invented answers to its demands, an invented second meeting, an invented past one, what two invented "
        "associations sent, and the demands that it led to."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL:
            raise CommandError("The demonstration has known passwords: it is for MACHOURA_LOCAL=1 only.")
        meeting = replay()
        # Before the second meeting, which invites them.
        civil_society.send(people.ensure()["moderator"])
        # Before what names the association, so that its page lists it.
        profile.play()
        # Before the answers, which are told in the digest.
        has_followed = followers.follow()
        # Before the second meeting, too: its agenda begins with the demands that are open then.
        follow_ups.play()
        second_meeting.play()
        past_meeting.play()
        one_ledger.play()
        # After the demand to which one of them led.
        published_concerns.play()
        voice.play()
        concern_ways.play()
        # After the verdict, which it counts.
        if follow_ups.are_played():
            digests.play(digests.OF_2019)
        if has_followed:
            followers.tell()
        guide.play()
        programmes.play()
        press.play()
        institutions.play()
        partnerships.play()
        trainings.play()
        networks.play()
        members.play()
        # Last: it looks at the demands as they are then.
        desk.play()
        tonight.play()
        self.stdout.write(f"Published: {meeting.key}" if meeting else "The demonstration is there already.")
