from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from publications import facet_counts, store


class Command(BaseCommand):
    help = (
        "Count the documents under every facet and compare with the kept numbers; fails where they differ, unless --repair corrects them. "
        "Restart the web processes after --repair: each keeps the figures that it counted today."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="write the counted numbers")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            store.lock()
            wrong = facet_counts.wrong_counts()
            if options["repair"]:
                facet_counts.repair(wrong)
        for kind, facet, kept, counted in wrong:
            self.stderr.write(f"{kind} {facet}: kept {kept}, counted {counted}")
        if wrong and not options["repair"]:
            raise CommandError(f"{len(wrong)} kept numbers are wrong.")
        self.stdout.write(f"{len(wrong)} kept numbers were corrected." if wrong else "All kept numbers are right.")
