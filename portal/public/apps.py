from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "portal.public"
    label = "portal_public"

    def ready(self) -> None:
        from portal.public import prerendered_parts  # noqa: F401  registers its outbox work
