from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import append_only, checks  # noqa: F401  registers the checks of the settings

        post_migrate.connect(append_only.protect_after_migrate, sender=self)
