from django.apps import AppConfig


class FollowersConfig(AppConfig):
    name = "followers"

    def ready(self) -> None:
        from followers import mail  # noqa: F401  registers outbox work
