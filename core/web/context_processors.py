from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def site(request: HttpRequest) -> dict[str, Any]:
    """The name of the portal and the language of the page. Reads neither session nor database."""
    return {
        "site": settings.SITE,
        # allauth's own views have an object "site"; templates shared with allauth use this name instead.
        "portal": settings.SITE,
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "public_origin": settings.PUBLIC_ORIGIN,
    }
