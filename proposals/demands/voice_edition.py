"""The edition of a demand in which only the voice of associations changes. What was reworded in the office since stays there."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.text.texts import Texts
from proposals.demands import name_authors, requesters, voice_document
from proposals.demands.demand_document import KIND, live_bodies
from proposals.models import Demand, Verdict
from publications import store
from publications.models import Approval, Edition
from publications.name_authors import texts_in
from publications.pending import PendingDocument, PendingPublication, prepare

MODERATE: Final = "proposals.moderate_verdicts"


def pending(demand: Demand, *, note: Texts, deciding: Verdict | None = None) -> PendingPublication:
    """Its authors are the representatives who spoke, and whoever changed a name that it shows.

    Raises :class:`~core.errors.DomainError` for a demand that is not public.
    """
    live = live_bodies([demand]).get(demand.key)
    if live is None:
        raise DomainError(_("The demand is not public."))
    body = live.model_copy(update=voice_document.shown([demand], deciding=deciding)[demand.pk])
    document = PendingDocument.edition(body, note=note, listed_on=demand.registered_on, state=body.state)
    writers = voice_document.writers(demand, deciding=deciding)
    renamers = name_authors.of_rows(voice_document.named([demand], deciding=deciding), texts_in(live))
    return prepare([document], writers=writers or live_authors(demand), renamers=renamers)


def live_authors(demand: Demand) -> set[int]:
    """Authors of what is live, for an edition in which a mark is gone and nobody spoke. An edition of the portal itself has none: those of
    the one before it."""
    approvals = Approval.objects.filter(edition__document__kind=KIND, edition__document__key=demand.key)
    last = approvals.exclude(author_ids=[]).order_by("-edition__number").first()
    return set(last.author_ids) if last else set()


def publish(publication: PendingPublication, *, by: User, seen: str) -> Edition:
    """For the actions that decide about a voice, in their transaction."""
    (edition,) = store.publish(publication, by=by.pk, seen=seen)
    requesters.tell([edition])
    return edition


def locked(demand: Demand) -> Demand:
    """The demand, for an action that publishes it: nobody else publishes, and no verdict on it changes, until the transaction ends."""
    store.lock()
    return Demand.objects.select_for_update().get(pk=demand.pk)
