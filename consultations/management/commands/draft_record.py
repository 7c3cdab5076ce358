import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from accounts.models import User
from consultations.models import Report
from consultations.reports.read_record import Reading
from core.errors import DomainError
from reference.models import Theme

LANGUAGES = ("ar", "fr")
NOT_WRITTEN = "(nothing of this record is written in this language)"


class Command(BaseCommand):
    help = (
        "Enter a record that was read out of a text (docs/drafting.md) and print the draft of its report. Nothing is kept without --keep. "
        "The printed draft names the associations as if they had agreed; with --keep they are counted only, since no text tells their consent."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path, help="JSON")
        parser.add_argument("--lang", choices=LANGUAGES, help="one language only; otherwise both")
        parser.add_argument("--keep", action="store_true", help="keep the meeting and its report")
        parser.add_argument("--by", help="e-mail address of the staff member who enters it; required with --keep")
        parser.add_argument("--theme", help="key of the theme of its demands; required with --keep")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] and not (options["by"] and options["theme"]):
            raise CommandError(
                "--keep needs --by and --theme: somebody answers for the record and for the theme of its demands."
            )
        record = _read(options["file"])
        try:
            with transaction.atomic():
                by, theme = _author(options["by"]), _theme(options["theme"])
                report = Reading(record, by=by, theme=theme, associations_agree=not options["keep"]).report()
                transaction.set_rollback(not options["keep"])
        except DomainError as error:
            raise CommandError(f"{options['file'].name}: {error.message}") from None
        except (KeyError, TypeError, ValueError, IntegrityError) as error:
            raise CommandError(f"{options['file'].name}: no record as in docs/drafting.md: {error!r}") from error
        for language in [options["lang"]] if options["lang"] else LANGUAGES:
            self.stdout.write(f"[{language}]\n{printed(report, language)}\n")


def printed(report: Report, language: str) -> str:
    parts = [getattr(text, language) for text in (report.title, report.lead, report.opening, report.conclusion)]
    return "\n\n".join(filter(None, parts)) or NOT_WRITTEN


def _read(file: Path) -> dict[str, Any]:
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{file}: {error}") from None
    if not isinstance(record, dict):
        raise CommandError(f"{file}: not a record.")
    return record


def _author(email: str | None) -> User:
    if email is None:
        return User.objects.create_user(email="draft@example.org", password=None)
    author = User.objects.filter(email=email).first()
    if author is None or not author.is_cell_staff:
        raise CommandError(f"No member of the cell has the address {email}.")
    return author


def _theme(key: str | None) -> Theme:
    themes = Theme.objects.filter(key=key) if key else Theme.objects.order_by("position", "key")
    theme = themes.first()
    if theme is None:
        raise CommandError(f"No theme has the key {key}.")
    return theme
