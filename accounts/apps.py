from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        # Registers checks, outbox functions, rules and the signal receiver for wrong codes.
        from accounts import checks, factor_mail, mail, permissions, wrong_codes  # noqa: F401
