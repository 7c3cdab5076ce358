from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import checks, contacts  # noqa: F401  register the checks of the settings
        from core.db import append_only

        post_migrate.connect(append_only.protect_after_migrate, sender=self)
