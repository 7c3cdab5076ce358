from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "portal.public"
    label = "portal_public"
