from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "reference"

    def ready(self) -> None:
        from core.privacy.personal_data import add_source
        from publications.findings import add_sensitive_themes
        from reference import checks  # noqa: F401  # registers the check
        from reference.known_names import known_names, sensitive_themes

        add_source(known_names)
        add_sensitive_themes(sensitive_themes)
