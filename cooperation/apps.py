from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "cooperation"

    def ready(self) -> None:
        from cooperation import permissions  # noqa: F401  registers rules
        from cooperation.trainings import mail  # noqa: F401  registers outbox work
