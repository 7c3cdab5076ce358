from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from publications.grants import grant


class Command(BaseCommand):
    help = "Give the read-only role SELECT on the published store, and nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        tables = grant(connection, settings.PUBLIC_ROLE)
        self.stdout.write(f"{settings.PUBLIC_ROLE} may read {len(tables)} tables.")
