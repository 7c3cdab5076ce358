"""``manage.py messages extract|compile|check``: the translations, with no gettext on the system."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.translations.catalogue import TRANSLATED, Catalogue
from core.translations.check import findings
from core.translations.source import source_messages


class Command(BaseCommand):
    help = "Extract the messages to translate, compile the translations, or check that they are whole."
    # Container images are built, and messages compiled, without a database.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["extract", "compile", "check"])

    def handle(self, *args, action, **options):
        locale = Path(settings.LOCALE_PATHS[0])
        catalogues = [Catalogue(language, locale) for language in TRANSLATED]
        if action == "compile":
            self._compile(catalogues, locale)
            return
        source = source_messages(Path(settings.BASE_DIR))
        if action == "extract":
            self._extract(catalogues, source)
        else:
            self._check(catalogues, source)

    def _compile(self, catalogues, locale):
        for catalogue in catalogues:
            self.stdout.write(str(catalogue.compile(locale).relative_to(locale.parent)))

    def _extract(self, catalogues, source):
        for catalogue in catalogues:
            catalogue.merge(source)
            catalogue.save()
            self.stdout.write(f"{catalogue.language}: {len(source)} messages")

    def _check(self, catalogues, source):
        found = [finding for catalogue in catalogues for finding in findings(catalogue, source)]
        for finding in found:
            self.stderr.write(str(finding) if finding.is_fault else f"warning: {finding}")
        if faults := sum(finding.is_fault for finding in found):
            raise CommandError(f"{faults} faults in the translations.")
        self.stdout.write(f"{len(source)} messages, whole in {' and '.join(TRANSLATED)}.")
