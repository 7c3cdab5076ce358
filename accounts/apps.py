from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        # Registers checks, outbox work, rules and the counting of wrong codes.
        from accounts import checks, factor_mail, mail, permissions, wrong_codes  # noqa: F401
