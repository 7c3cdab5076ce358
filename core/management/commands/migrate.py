"""Django's ``migrate``, with the executor of :mod:`core.db.migration_state`."""

from __future__ import annotations

from django.core.management.commands import migrate

from core.db.migration_state import QuickExecutor

# Django has no setting for the executor.
migrate.MigrationExecutor = QuickExecutor  # type: ignore[misc]
Command = migrate.Command
