from typing import Any

from django.core.management.base import BaseCommand

from proposals.demands import sentences


class Command(BaseCommand):
    help = "Load the prepared sentences for follow-ups; those that exist are left as the cell has them."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Added: {sentences.load()} prepared sentences")
