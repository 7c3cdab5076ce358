"""How a member receives news by e-mail, and the link in each mail by which it is stopped without signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core import sms
from partners.actions import news
from portal.common.saving import FormPage
from portal.members.anonymous import for_strangers, page
from portal.members.decorators import representatives_only
from portal.members.news.forms import NewsForm

ONE_CLICK = "List-Unsubscribe"


@representatives_only
def settings_(request: HttpRequest) -> HttpResponse:
    home = reverse("members:home")

    def save(values: dict[str, Any]) -> str:
        news.choose(by=request.user, **values)
        return home

    more = {"intro": "", "criteria": False, "collection": "", "mobile_url": _mobile_url()}
    form_page = FormPage(
        lambda typed: NewsForm(typed, initial={"how_often": news.how_often(request.user)}),
        save,
        _("News by e-mail"),
        back=home,
        template="members/news/news.html",
        more=more,
    )
    return form_page.respond(request)


def _mobile_url() -> str:
    return reverse("members:mobile") if sms.is_on() else ""


@login_not_required
@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A mail program posts what RFC 8058 says, from its own server: no ``Origin`` of ours. GET changes nothing: scanners open links.

    A wrong token gets the same answer, so that it tells nothing about accounts.
    """
    if request.method == "POST" and ONE_CLICK in request.POST:
        news.stop(token)
        return HttpResponse(status=200, content_type="text/plain")
    return _stop_page(request, token=token)


@for_strangers
def _stop_page(request: HttpRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        news.stop(token)
        return redirect(f"{reverse('news_stopped')}?lang={translation.get_language() or 'ar'}")
    return page(request, "members/news/stop.html", {})


stop.is_for_strangers = True  # type: ignore[attr-defined]


@for_strangers
@require_safe
def stopped(request: HttpRequest) -> HttpResponse:
    return page(request, "members/news/stopped.html", {})
