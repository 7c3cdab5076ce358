"""Following by e-mail, for everybody: no account, no cookie. Opening a link changes nothing, because mail scanners open every link.

Anybody can post the form with any address. The answer is the same whether the address follows already or not, and the work is
(:mod:`followers.requests`). Each request counts for its network, whatever its result; the mails to one mailbox are counted, too.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core.db import rate_limits
from core.db.rate_limits import RateLimit
from core.errors import DomainError
from core.web.refusals import status_of
from followers import following, requests
from followers.mail import followed_name
from followers.models import Follower, FollowRequest, Period
from followers.subjects import EVERYTHING, Subject, name_of, names_of
from portal.members.anonymous import for_strangers, form_page, network_of, page
from portal.members.following.forms import FollowForm, SettingsForm

# Requests from one network in an hour: many people can share one connection, but a script is faster.
MOST_AN_HOUR = 20
TOO_MANY = _("Too many requests came from here within an hour. Try again later.")
ONE_CLICK = "List-Unsubscribe"


@for_strangers
def new(request: HttpRequest, kind: str = EVERYTHING.kind, key: str = "") -> HttpResponse:
    subject = Subject(kind, key)
    if subject != EVERYTHING and name_of(subject) is None:
        raise Http404
    initial = {"language": translation.get_language(), "period": Period.WEEKLY}
    form = FollowForm(request.POST if request.method == "POST" else None, initial=initial)

    def ask() -> None:
        network = network_of(request, salt="portal.following")
        rate_limits.count(RateLimit(f"following:{network}", MOST_AN_HOUR, TOO_MANY, is_hourly=True))
        requests.ask(subject, **form.cleaned_data)

    return form_page(request, "members/following/new.html", form, ask, {"name": _name(subject)} | _periods())


@for_strangers
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    try:
        row = requests.found(token)
        if request.method != "POST":
            return page(request, "members/following/confirm.html", _of_request(row))
        follower = requests.confirm(token)
    except requests.NoRequest:
        return page(request, "members/following/unknown.html", {}, status=404)
    except DomainError as refusal:
        context = _of_request(row) | {"refusal": refusal.message}
        return page(request, "members/following/confirm.html", context, status=status_of(refusal))
    return redirect(f"{_address(follower)}&confirmed=1")


@for_strangers
def followed(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody follows, and its change."""
    follower = _found(token)
    if follower is None:
        return page(request, "members/following/unknown.html", {}, status=404)
    form = _settings(follower, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        changed = following.change(follower, **form.values)
        return redirect(f"{_address(changed)}&saved=1" if changed else _left())
    context = {"form": form, "token": token, "address": follower.address, **_done(request)}
    return page(request, "members/following/followed.html", context, status=400 if form.is_bound else 200)


@login_not_required
@csrf_exempt
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """With one click. A mail program posts what RFC 8058 says, from its own server: no ``Origin`` of ours. Only the owner has the token."""
    if request.method == "POST" and ONE_CLICK in request.POST:
        _leave(token)
        return HttpResponse(status=200, content_type="text/plain")
    return _leave_page(request, token=token)


@for_strangers
def _leave_page(request: HttpRequest, token: str) -> HttpResponse:
    """Who has left already gets the same answer."""
    if request.method == "POST":
        _leave(token)
        return redirect(_left())
    return page(request, "members/following/leave.html", {})


leave.is_for_strangers = True  # type: ignore[attr-defined]


@for_strangers
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    return page(request, "members/following/left.html", {})


def _leave(token: str) -> None:
    if follower := _found(token):
        following.leave(follower)


def _found(token: str) -> Follower | None:
    try:
        return following.found(token)
    except following.NoFollower:
        return None


def _settings(follower: Follower, posted: Any) -> SettingsForm:
    follows = list(follower.follows.order_by("pk"))
    names = names_of(Subject(row.kind, row.key) for row in follows)
    language = translation.get_language() or follower.language
    choices = []
    for row in follows:
        name = names.get(Subject(row.kind, row.key))
        shown = name.in_language(language).text if name else followed_name(Subject(row.kind, row.key), language)
        choices.append((str(row.pk), shown))
    initial = {"language": follower.language, "period": follower.period, "kept": [pk for pk, _shown in choices]}
    return SettingsForm(posted, initial=initial, names=choices)


def _of_request(row: FollowRequest) -> dict[str, Any]:
    return {"name": _name(Subject(row.kind, row.key)), "period": row.get_period_display(), "refusal": ""}


def _name(subject: Subject) -> str:
    return followed_name(subject, translation.get_language() or "ar")


def _periods() -> dict[str, Any]:
    return {"confirmed_within": requests.CONFIRMED_WITHIN.days}


def _done(request: HttpRequest) -> dict[str, bool]:
    return {"is_confirmed": "confirmed" in request.GET, "is_saved": "saved" in request.GET}


def _address(follower: Follower) -> str:
    path = reverse("following", args=[following.follower_token(follower)])
    return f"{path}?lang={translation.get_language() or follower.language}"


def _left() -> str:
    return f"{reverse('following_left')}?lang={translation.get_language() or 'ar'}"
