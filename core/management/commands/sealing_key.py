from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.crypto import keypairs


class Command(BaseCommand):
    help = "Make a new key pair of the cell in a folder (docs/sealing.md). Nothing is overwritten."
    # The command creates the first pair; until then the check for keys would fail.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("action", choices=["new"])
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pair = keypairs.new_pair(options["folder"])
        except OSError as error:
            raise CommandError(f"{options['folder']}: {error.strerror}") from None
        self.stdout.write(f"private  {pair.private}  (copy it to a safe place: without it nothing sealed can be read)")
        self.stdout.write(f"public   {pair.public}  (CELL_PUBLIC_KEY_FILE of every process)")
