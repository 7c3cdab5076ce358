from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners import mail, permissions  # noqa: F401  registers outbox work and rules
        from partners.actions import mobile_numbers  # noqa: F401  registers outbox work
        from partners.guide import mail as guide_mail  # noqa: F401  registers outbox work
