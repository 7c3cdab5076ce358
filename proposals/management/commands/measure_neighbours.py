import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from proposals.demands import similar_demands_measures as measures


class Command(BaseCommand):
    help = "Look for the neighbours of each text of a file as the forms do and print how many of its group are among the first. Needs no running portal."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--out", type=Path, metavar="PREDICTIONS", help="write the neighbours of each text there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            items = measures.read_items(options["file"])
        except measures.Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        found = measures.neighbours(items)
        if options["out"]:
            _write(options["out"], measures.predictions(items, found))
        figures = measures.neighbour_figures(items, found)
        compared = {"baseline": measures.neighbour_figures(items, measures.baseline(items))}
        self.stdout.write(json.dumps(figures | compared, indent=1))


def _write(file: Path, lines: Any) -> None:
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.", returncode=2) from error
