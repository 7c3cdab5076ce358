from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "cooperation"

    def ready(self) -> None:
        from cooperation import permissions  # noqa: F401  registers rules
        from cooperation.networks import mail as network_mail  # noqa: F401  registers outbox work
        from cooperation.partnerships import mail  # noqa: F401  registers outbox work
        from cooperation.trainings import mail as training_mail  # noqa: F401  registers outbox work
