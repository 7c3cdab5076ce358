"""Mail to those who represent an association: that its concern was published, corrected or withdrawn. Without a word of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import User
from core.db import outbox
from core.db.outbox import doer
from partners.models import Membership
from partners.news_mail import tell as tell_member
from proposals.concerns import mail
from proposals.models import PublishedConcern
from publications.models import Edition

SUBJECTS: dict[str, str | Promise] = {
    "published": gettext_lazy("%(site)s: your submission %(reference)s is public"),
    "corrected": gettext_lazy("%(site)s: your submission %(reference)s was corrected in public"),
    "withdrawn": gettext_lazy("%(site)s: your submission %(reference)s is not public any more"),
}
SENTENCES: dict[str, str | Promise] = {
    "published": gettext_lazy("The communication cell has published your submission %(reference)s."),
    "corrected": gettext_lazy("The communication cell has published a new edition of your submission %(reference)s."),
    "withdrawn": gettext_lazy("Your submission %(reference)s was withdrawn from the public pages."),
}


def tell(published: PublishedConcern, edition: Edition) -> None:
    """One row for each person, in the caller's transaction. Nobody is told of an example: its addresses are invented."""
    if published.is_demonstration:
        return
    members = Membership.objects.current().filter(association=published.concern.association_id)
    for user in members.values_list("user", flat=True):
        outbox.put("proposals.publication_mail", key=f"{edition.pk}-{user}", edition=edition.pk, user=user)


@doer("proposals.publication_mail")
def send(payload: Mapping[str, Any]) -> None:
    """Only to a person who still represents the association, as this person wants news, and only while ``edition`` is the newest one."""
    edition = Edition.objects.select_related("document").get(pk=payload["edition"])
    row = PublishedConcern.objects.select_related("concern").get(key=edition.document.key)
    current = Membership.objects.current().filter(association=row.concern.association_id, user=payload["user"])
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None or edition.document.live_id != edition.pk or not current.exists():
        return
    tell_member(user, row.concern.reference, lambda: _written(row, _what(edition), user.language))


def _written(row: PublishedConcern, what: str, language: str) -> tuple[str, str]:
    facts = {"site": mail.site(), "reference": row.concern.reference}
    return str(SUBJECTS[what]) % facts, mail.letter(_paragraphs(row, what, facts, language))


def _what(edition: Edition) -> str:
    if edition.is_tombstone:
        return "withdrawn"
    before = edition.document.editions.filter(number__lt=edition.number).order_by("-number").first()
    return "published" if before is None or before.is_tombstone else "corrected"


def _paragraphs(row: PublishedConcern, what: str, facts: Mapping[str, str], language: str) -> list[str]:
    found = [str(SENTENCES[what]) % facts]
    if what != "withdrawn":
        page = f"{settings.PUBLIC_ORIGIN}/{language}/concerns/{row.key}/"
        found.append(_("The public reads it here:\n%(address)s") % {"address": page})
        if address := settings.SITE["correction_email"]:
            found.append(
                _("To ask for a correction, or for the name of your association to be taken out, write to: %(address)s")
                % {"address": address}
            )
    return found
