from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"

    def ready(self) -> None:
        from consultations import late_report_mail, mail, permissions  # noqa: F401  registers outbox work and rules
