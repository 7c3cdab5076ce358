from typing import Any

from django.conf import settings


class PublicDatabaseNeverMigrates:
    """The alias ``public`` is the same database with a read-only role, so migrations run only on ``default``."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == settings.PUBLIC_DATABASE else None
