from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def site(request: HttpRequest) -> dict[str, Any]:
    """Whose portal this is, and the language of the page. Touches neither session nor database."""
    return {
        "site": settings.SITE,
        # allauth calls its own object "site": what its pages share with ours reads this name.
        "portal": settings.SITE,
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "public_origin": settings.PUBLIC_ORIGIN,
    }
