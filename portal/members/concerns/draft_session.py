"""Access to drafts during writing. Typed text is stored on the server, locked with a key that only this browser has."""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.crypto import sealing
from core.errors import EditedMeanwhile
from core.web import form_recovery
from portal.common.numbers import number_of
from proposals.concerns import drafts
from proposals.models import Draft

COOKIE = "machoura_drafts"
COOKIE_DAYS = 60
WRITER = "_writer"
ANSWERS = "_answers"
TAB = re.compile(r"[A-Za-z0-9-]{1,40}")
TRIES = 5
View = Callable[..., HttpResponse]


class Writer(NamedTuple):
    """The sender of a version: a browser tab, its message counter, and the version of the draft that it knows."""

    tab: str
    number: int
    version: int

    @classmethod
    def of(cls, post: QueryDict) -> Self:
        tab = post.get("tab", "")
        return cls(
            tab if TAB.fullmatch(tab) else secrets.token_hex(8),
            number_of(post.get("number")) or 0,
            number_of(post.get("version")) or 0,
        )

    @classmethod
    def fresh(cls, version: int) -> Self:
        return cls(secrets.token_hex(8), 1, version)


@dataclass
class Writing:
    """A draft that this browser can decrypt, with the typed values."""

    draft: Draft
    key: str
    typed: dict[str, list[str]]

    @classmethod
    def opened(cls, request: HttpRequest, pk: uuid.UUID) -> Self:
        """Decrypt a draft; raises :class:`core.crypto.sealing.WrongKey` in another browser than the one in which it was begun."""
        draft = get_object_or_404(Draft.objects.visible_to(request.user).select_related("association"), pk=pk)
        key = browser_key(request)
        return cls(draft, key, drafts.read(draft, browser_key=key).typed)

    @property
    def last(self) -> Writer:
        tab, number = self.typed.get(WRITER, ["", "0"])
        return Writer(tab, int(number), self.draft.version)

    @property
    def answers(self) -> tuple[str, ...]:
        """Why the writer keeps words that the gate found, as :attr:`proposals.concerns.content.Content.answers`."""
        return tuple(self.typed.get(ANSWERS, []))

    def value(self, name: str) -> str:
        return "".join(self.typed.get(name, [])[-1:])

    def save(self, part: dict[str, list[str]], writer: Writer, *, by: User) -> None:
        """Merge ``part`` into the draft and save it; does nothing if it has the same values already.

        The last tab that wrote may continue even if it did not get the response. Raises :class:`~core.errors.EditedMeanwhile` if another
        tab has written a newer version than the one that this tab knows, or if a later message of the same tab arrived first.
        """
        for _try in range(TRIES):
            if all(self.typed.get(name, []) == values for name, values in part.items()):
                return
            goes_on = writer.tab == self.last.tab and writer.number > self.last.number
            if writer.version != self.draft.version and not goes_on:
                break
            typed = self.typed | part | {WRITER: [writer.tab, str(writer.number)]}
            try:
                drafts.save(self.draft, by=by, version=self.draft.version, browser_key=self.key, typed=typed)
            except EditedMeanwhile:
                self.typed = drafts.read(self.draft, browser_key=self.key).typed
            else:
                self.typed = typed
                return
        raise EditedMeanwhile(_("This draft was changed in another tab."))


def typed_in(post: QueryDict, names: Iterable[str]) -> dict[str, list[str]]:
    """The posted values by field; a field without value is an empty list."""
    return {name: [value.replace("\r\n", "\n") for value in post.getlist(name)] for name in names}


def browser_key(request: HttpRequest) -> str:
    """The key in the cookie of this browser, or ``""``."""
    key = request.COOKIES.get(COOKIE, "")
    return key if sealing.BROWSER_KEY.fullmatch(key) else ""


def hand_key(response: HttpResponse, key: str) -> None:
    """Set or prolong the cookie with the key. Scripts cannot read it, and it is sent only to these pages."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=COOKIE_DAYS * 24 * 3600,
        path="/members/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def parked_for_sign_in(page: Callable[..., str]) -> Callable[[View], View]:
    """Decorator: redirect to sign-in and store the posted form until the same person has signed in.

    ``page`` returns, for the request and URL arguments, the path of the page that shows the recovered form.
    """

    def guard(view: View) -> View:
        @login_not_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            back = page(request, **kwargs)
            if request.method == "POST":
                form_recovery.park(request, back)
            return redirect_to_login(back)

        guarded.asks_to_sign_in = True  # type: ignore[attr-defined]
        return guarded

    return guard
