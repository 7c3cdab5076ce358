from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "reference"

    def ready(self) -> None:
        from core.privacy.personal_data import add_source
        from reference import checks  # noqa: F401  # registers the check
        from reference.known_names import known_names

        add_source(known_names)
