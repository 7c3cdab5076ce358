"""For media, without an account and without a cookie: asking for accreditation, and reading a kit before the end of its embargo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from cooperation.models import PressKitOpening
from cooperation.press import kits, links, outlets
from core.db import rate_limits
from core.db.rate_limits import RateLimit
from core.web.refusals import status_of
from portal.members.anonymous import for_strangers, form_page, network_of, page
from portal.members.following.views import TOO_MANY
from portal.members.press.forms import AccreditationForm
from publications import press_picture
from publications.schemas import PressKitDocument

MOST_AN_HOUR = 5
PAGE, PICTURE = PressKitOpening.Part.PAGE, PressKitOpening.Part.PICTURE


@for_strangers
def accreditation(request: HttpRequest) -> HttpResponse:
    initial = {"language": translation.get_language()}
    form = AccreditationForm(request.POST if request.method == "POST" else None, initial=initial)

    def ask() -> None:
        network = network_of(request, salt="portal.press")
        rate_limits.count(RateLimit(f"press:{network}", MOST_AN_HOUR, TOO_MANY, is_hourly=True))
        outlets.ask(**form.cleaned_data)

    return form_page(request, "members/press/accreditation.html", form, ask, {})


@for_strangers
def kit(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows nothing of the kit and records nothing, because mail scanners open every link."""
    part = PICTURE if request.POST.get("part") == PICTURE else PAGE
    try:
        link = links.found(token)
        if not kits.is_embargoed(link.kit):
            return redirect(reverse("public:press_kit", args=[link.kit.key]))
        context = {"until": link.kit.embargo_until, "outlet": link.outlet, "refusal": ""}
        if request.method != "POST":
            return page(request, "members/press/door.html", context)
        body = kits.opened(token, part)
    except links.NoLink:
        return page(request, "members/press/unknown.html", {}, status=404)
    except rate_limits.Reached as refusal:
        return page(
            request, "members/press/door.html", context | {"refusal": refusal.message}, status=status_of(refusal)
        )
    if body is None:
        return redirect(reverse("public:press_kit", args=[link.kit.key]))
    if part == PICTURE:
        return _picture(body)
    return page(request, "members/press/kit.html", context | {"kit": body})


def _picture(body: PressKitDocument) -> HttpResponse:
    language = translation.get_language() or "ar"
    headers = {"Content-Disposition": f'attachment; filename="press-kit-{language}.png"'}
    return HttpResponse(press_picture.drawn(body, language), content_type=press_picture.PNG, headers=headers)
