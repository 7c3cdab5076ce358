from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"

    def ready(self) -> None:
        from consultations import permissions  # noqa: F401  registers outbox work and rules
        from consultations.invitations import mail  # noqa: F401  registers outbox work and rules
        from consultations.reports import lateness_mail  # noqa: F401  registers outbox work and rules
