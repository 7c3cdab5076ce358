from typing import Any

from django.core.management.base import BaseCommand

from reference.loading import load_all


class Command(BaseCommand):
    help = "Load themes, areas, police units, institutions and helplines; entries that exist are left as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_all()
        self.stdout.write("Added: " + ", ".join(f"{count} {what}" for what, count in added.items()))
