"""Where typed text waits: on the server it is locked with a key that only this browser holds, also while nobody is signed in."""

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
from proposals.concerns import drafts
from proposals.models import Draft

COOKIE = "machoura_drafts"
COOKIE_DAYS = 60
WRITER = "_writer"
KEPT = "_kept"
TAB = re.compile(r"[A-Za-z0-9-]{1,40}")
TRIES = 5
View = Callable[..., HttpResponse]


class Writer(NamedTuple):
    """Who sends a version: a browser tab, with its own count of what it has sent, and the version of the draft that it knows."""

    tab: str
    number: int
    version: int

    @classmethod
    def of(cls, post: QueryDict) -> Self:
        tab = post.get("tab", "")
        return cls(
            tab if TAB.fullmatch(tab) else secrets.token_hex(8),
            number_in(post.get("number")),
            number_in(post.get("version")),
        )

    @classmethod
    def fresh(cls, version: int) -> Self:
        return cls(secrets.token_hex(8), 1, version)


@dataclass
class Writing:
    """A draft that this browser can read, with what was typed in it."""

    draft: Draft
    key: str
    typed: dict[str, list[str]]

    @classmethod
    def opened(cls, request: HttpRequest, pk: uuid.UUID) -> Self:
        """Raises :class:`core.crypto.sealing.WrongKey` in another browser than the one it was begun in."""
        draft = get_object_or_404(Draft.objects.visible_to(request.user).select_related("association"), pk=pk)
        key = browser_key(request)
        return cls(draft, key, drafts.read(draft, browser_key=key).typed)

    @property
    def last(self) -> Writer:
        tab, number = self.typed.get(WRITER, ["", "0"])
        return Writer(tab, int(number), self.draft.version)

    @property
    def kept(self) -> list[str]:
        """Marks of the warnings that the writer has answered with "it is right"."""
        return self.typed.get(KEPT, [])

    def value(self, name: str) -> str:
        return "".join(self.typed.get(name, [])[-1:])

    def save(self, part: dict[str, list[str]], writer: Writer, *, by: User) -> None:
        """Keep ``part`` beside the rest; the same words again are known already.

        The tab that wrote last may go on although the answer to it was lost. Raises :class:`~core.errors.EditedMeanwhile` when another
        tab has written since this one was told a version, and for a message that a later one of the same tab has overtaken.
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
    """What a form sent, field by field; a field without a tick is an empty list."""
    return {name: [value.replace("\r\n", "\n") for value in post.getlist(name)] for name in names}


def browser_key(request: HttpRequest) -> str:
    """Of this browser, or ``""``."""
    key = request.COOKIES.get(COOKIE, "")
    return key if sealing.BROWSER_KEY.fullmatch(key) else ""


def hand_key(response: HttpResponse, key: str) -> None:
    """Give the browser its key, or prolong it. The page's scripts cannot read it, and only these pages get it back."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=COOKIE_DAYS * 24 * 3600,
        path="/members/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def kept_for_sign_in(page: Callable[..., str]) -> Callable[[View], View]:
    """Ask to sign in, and keep what was posted until the same person has done so.

    ``page`` gives, from the request and the address, the page that shows what was typed again.
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


def number_in(text: str | None) -> int:
    """What a page of ours sends as a number; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
