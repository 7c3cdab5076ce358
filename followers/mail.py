"""The mail after somebody asked to follow something: a link to confirm it, or that it is followed already. Links are made when it is sent,
so that no token and no address is stored in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core import mail
from core.db.outbox import doer
from core.text.bidi import isolated
from followers import links
from followers.models import Follower, FollowRequest
from followers.requests import CONFIRMED_WITHIN, known
from followers.subjects import EVERYTHING, Subject, name_of


@doer("followers.request_mail")
def send_request(payload: Mapping[str, Any]) -> None:
    """One mail in any case. A request for what is followed already ends here: there is nothing to confirm."""
    row = FollowRequest.objects.filter(pk=payload["request"]).first()
    if row is None:  # confirmed by an earlier mail, or too old
        return
    follower = known(row)
    is_followed = follower is not None and follower.follows.filter(kind=row.kind, key=row.key).exists()
    with translation.override(row.language):
        name = followed_name(Subject(row.kind, row.key), row.language)
        body = _already(row, follower, name) if follower and is_followed else _to_confirm(row, name)
        subject = _("%(site)s: what you follow") % {"site": site(row.language)}
        message = mail.letter(subject, body, row.address, html=_html(mail.in_order(subject), mail.in_order(body)))
        if is_followed:
            row.delete()
        message.send()


def _to_confirm(row: FollowRequest, name: str) -> str:
    return _(
        "Somebody, perhaps you, wants to receive news by e-mail at this address.\n\nAbout: %(what)s\nHow often: %(period)s\n\n"
        "Confirm it here:\n%(address)s\n\nIf it was not you, ignore this message: no news is sent, and the address is deleted after "
        "%(days)s days."
    ) % {
        "what": name,
        "period": row.get_period_display(),
        "address": links.confirmation(row),
        "days": isolated(str(CONFIRMED_WITHIN.days)),
    }


def _already(row: FollowRequest, follower: Follower, name: str) -> str:
    return _(
        "Somebody, perhaps you, wants to receive news by e-mail at this address.\n\nAbout: %(what)s\n\nYou follow this already. "
        "Nothing has changed.\n\nSee and change here what you follow, or leave:\n%(address)s"
    ) % {"what": name, "address": links.followed(follower)}


def followed_name(subject: Subject, language: str) -> str:
    """Of what is not public any more, only that it was."""
    if subject == EVERYTHING:
        return _("everything that is published")
    name = name_of(subject)
    return name.in_language(language).text if name else _("something that is no longer public")


def site(language: str) -> str:
    return settings.SITE["name"].in_language(language).text


def _html(subject: str, body: str) -> str:
    """In the active language."""
    paragraphs = [paragraph.split("\n") for paragraph in body.split("\n\n")]
    return render_to_string("followers/letter.html", {"subject": subject, "paragraphs": paragraphs})
