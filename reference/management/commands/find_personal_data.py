import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.privacy.personal_data import Kind, find


class Command(BaseCommand):
    help = "Read texts, one JSON object with id, lang and text a line, and print for each what personal data it contains. Needs no running portal."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        for row in _rows(options["file"]):
            # Operations are no personal data.
            found = [each._asdict() for each in find(row["text"]) if each.kind != Kind.OPERATION]
            self.stdout.write(json.dumps({"id": row["id"], "findings": found}, ensure_ascii=False))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error), returncode=2) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield {"id": row["id"], "text": str(row["text"])}
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{path}:{number}: no JSON object with id and text", returncode=2) from error
