from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import checks, factor_mail, mail, permissions  # noqa: F401  registers checks, outbox work and rules
