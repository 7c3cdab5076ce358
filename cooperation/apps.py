from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "cooperation"

    def ready(self) -> None:
        from cooperation import permissions  # noqa: F401  registers rules
        from cooperation.institutions import mail as institutions_mail  # noqa: F401  registers doers
        from cooperation.partnerships import mail as partnerships_mail  # noqa: F401  registers doers
        from cooperation.press import mail  # noqa: F401  registers doers
