"""News in the mailbox of a member, as this person wants it, with the ways to change or stop it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import mail
from partners.actions import news
from partners.actions.news import HowOften

Letter = tuple[str, str]
"""Subject and body."""


def tell(user: User, reference: str, letter_of: Callable[[], Letter], *, asks: bool = False) -> None:
    """At once, in the daily message, or not at all; what asks something of the association waits for no daily message.

    ``reference``: what the daily message names, of a concern or the number of a demand. ``letter_of`` writes in the active language.
    """
    wanted = news.how_often(user)
    if wanted == HowOften.AT_ONCE or (asks and wanted != HowOften.NEVER):
        with translation.override(user.language):
            send(user, *letter_of())
    elif wanted == HowOften.DAILY:
        news.keep_for_digest(user, reference)


def send(user: User, subject: str, body: str) -> None:
    """In the active language; a mail program shows a button of its own that stops such mails (RFC 8058)."""
    stopping = news.stopping_link(user)
    settings_page = settings.PUBLIC_ORIGIN + reverse("members:news")
    ways_out = [
        _("Choose how you receive news, after signing in:\n%(address)s") % {"address": settings_page},
        _("Stop these messages, with one click:\n%(address)s") % {"address": stopping},
    ]
    mail.letter(subject, "\n\n".join([body, *ways_out]), user.email, headers=mail.one_click(stopping)).send()
