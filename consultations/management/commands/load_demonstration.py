from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from consultations.demonstration.replay import replay


class Command(BaseCommand):
    help = "Replay the Meknès meeting of 17 October 2018 through the real actions, by demonstration users."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL:
            raise CommandError("The demonstration has known passwords: it is for MACHOURA_LOCAL=1 only.")
        meeting = replay()
        self.stdout.write(f"Published: {meeting.key}" if meeting else "The demonstration is there already.")
