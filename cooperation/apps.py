from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "cooperation"

    def ready(self) -> None:
        from cooperation import permissions  # noqa: F401  registers rules
        from cooperation.institutions import mail as institutions_mail  # noqa: F401  registers doers
        from cooperation.networks import mail as network_mail  # noqa: F401  registers outbox work
        from cooperation.partnerships import mail  # noqa: F401  registers outbox work
        from cooperation.press import mail as press_mail  # noqa: F401  registers doers
        from cooperation.trainings import mail as training_mail  # noqa: F401  registers outbox work
