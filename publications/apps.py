from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "publications"

    def ready(self) -> None:
        from publications import rendering  # noqa: F401  registers its outbox work
