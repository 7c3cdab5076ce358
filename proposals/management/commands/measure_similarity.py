import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proposals.demands import similar_demands_measures as measures


class Command(BaseCommand):
    help = "Compare pairs of texts as the forms do and print how well that agrees with the scores or labels of a CSV file. Needs no running portal."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pairs = measures.read_pairs(options["file"])
        except measures.Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(measures.pair_figures(pairs), indent=1))
