"""Referral of a concern to a helpline in one step, with a prepared sentence that is shown before it is sent."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from proposals.concerns import review
from proposals.models import Concern
from publications.schemas import ReferenceDocument, ReferenceEntry
from reference import publishing
from reference.models import Helpline


class Offered(NamedTuple):
    """A published helpline, and the sentence with which a concern is referred to it, in the language of the association."""

    entry: ReferenceEntry
    sentence: str


def offered(concern: Concern) -> list[Offered]:
    """The published helplines in use, each with its sentence. One query."""
    edition = publishing.live_edition("helpline")
    if edition is None or not isinstance(edition.body, ReferenceDocument):
        return []
    return [Offered(entry, _sentence(entry, concern.language)) for entry in edition.body.in_use()]


def refer(concern: Concern, *, by: User, helpline: str, seen: int | None = None) -> Concern:
    """The step "refer" to the published helpline with the key ``helpline``, with its prepared sentence."""
    found = next((each for each in offered(concern) if each.entry.key == helpline), None)
    row = Helpline.objects.filter(key=helpline).first()
    if found is None or row is None:
        raise DomainError(_("This helpline is not published any more."))
    return review.move(
        concern, by=by, move="refer", sentence=found.sentence, helpline=row, seen=seen, is_emergency=True
    )


def _sentence(entry: ReferenceEntry, language: str) -> str:
    with translation.override(language):
        name = entry.name.in_language(language).text
        if entry.number:
            return gettext(
                "This needs a call now: %(number)s (%(name)s). The communication cell cannot send help: if it is still "
                "happening, call, and do not wait for an answer here."
            ) % {"number": entry.number, "name": name}
        return gettext(
            "This is reported directly to the competent service: %(name)s, %(url)s. If somebody is in danger now, call."
        ) % {"name": name, "url": entry.url}
