from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        # A web process can send tasks only if the Celery application is loaded.
        from config import celery  # noqa: F401
