from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"

    def ready(self) -> None:
        from proposals import permissions  # noqa: F401  registers outbox work and rules
        from proposals.concerns import daily_news, mail, step_sms, urgent_mail  # noqa: F401  registers outbox work and rules
        from proposals.demands import head_told, letters, reminder_mail, requesters  # noqa: F401  registers outbox work
