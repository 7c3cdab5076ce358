from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        # Tasks sent from a web process find their broker only when the Celery application exists there too.
        from config import celery  # noqa: F401
