from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"

    def ready(self) -> None:
        from proposals import permissions  # noqa: F401  registers outbox work and rules
        from proposals.concerns import (  # noqa: F401  registers outbox work and rules
            daily_news,
            mail,
            publication_mail,
            step_sms,
            urgent_mail,
        )
        from proposals.demands import head_told, letters, reminder_mail, requesters  # noqa: F401  registers outbox work
