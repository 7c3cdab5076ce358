from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publications.models import Edition
from publications.store import broken_editions


class Command(BaseCommand):
    help = "Recompute the hash of every edition and follow the chain; fails on the first fault it lists."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(broken_editions())
        for edition, reason in faults:
            self.stderr.write(f"{edition.document.kind}/{edition.document.key} edition {edition.number}: {reason}")
        if faults:
            raise CommandError(f"{len(faults)} editions do not hold.")
        self.stdout.write(f"{Edition.objects.count()} editions hold, from the first to the last.")
