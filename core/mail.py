"""The one way by which the portal makes a mail. A test refuses any other.

Every mail says that a program wrote it (RFC 3834), so that no absence note answers it, and in Arabic its codes and hours are isolated, so
that they are not read backwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import get_language_bidi

from core.text.bidi import with_isolated_runs

AUTOMATIC: Final = {"Auto-Submitted": "auto-generated"}


def in_order(text: str) -> str:
    """``text`` as a mail in the active language shows it."""
    return with_isolated_runs(text) if get_language_bidi() else text


def letter(
    subject: str, body: str, to: str, *, html: str = "", headers: Mapping[str, str] | None = None
) -> EmailMultiAlternatives:
    """A mail to one mailbox, in the active language. The texts in ``html`` come from :func:`in_order`."""
    sent = {**AUTOMATIC, **(headers or {})}
    made = EmailMultiAlternatives(in_order(subject), in_order(body), None, [to], headers=sent)
    if html:
        made.attach_alternative(html, "text/html")
    return made


def one_click(address: str) -> dict[str, str]:
    """RFC 8058: a mail program shows a button that posts to ``address``, without opening a page."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def send(subject: str, body: str, to: str) -> None:
    letter(subject, body, to).send()
