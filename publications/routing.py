from typing import Any

from django.conf import settings


class PublicDatabaseNeverMigrates:
    """The ``public`` alias is the same database through a role that may only read; tables are made by the office's role."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == settings.PUBLIC_DATABASE else None
