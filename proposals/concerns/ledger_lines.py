"""The line of a published concern in the ledger of the demand to which it led, with the name of its association.

Of an unnamed concern the ledger says nothing. The association may stand there by name for a meeting, or among those that ask the same: one
line more, or one association more or less in a count, would then tell who wrote the concern.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from core.text.texts import Texts, in_each_language
from proposals.demands import demand_document, merged_pages, registration
from proposals.demands.demand_document import Source
from proposals.models import Demand, PublishedConcern
from publications.pending import PendingDocument

ADDED: Promise = gettext_lazy("A published submission asks for it, too.")
TAKEN_OUT: Promise = gettext_lazy("The line of a submission was taken out.")


def pending(published: PublishedConcern, *, has_name: bool) -> list[PendingDocument]:
    """The next editions of the public demands that change with it: with its line, or without it and with the earlier editions closed."""
    concern = published.concern
    led_to = Demand.objects.filter(pk__in=registration.led_to(concern).values("demand"), merged_into=None)
    source = Source(published.key, published.title, published.is_demonstration, has_name, concern.reference)
    if has_name:
        return demand_document.with_line(led_to, source, note=_in_words(ADDED))
    keys = merged_pages.connected(list(led_to.values_list("number", flat=True)))
    naming = merged_pages.naming(published.key, keys, also_earlier=True)
    gone = Demand.objects.filter(number__in=[int(key) for key in naming])
    return demand_document.with_line(gone, source, note=_in_words(TAKEN_OUT)) if naming else []


def note(published: PublishedConcern, *, has_name: bool) -> None:
    """Beside the editions, in the same transaction."""
    facts = {"is_public": has_name, "published_as": published.key if has_name else ""}
    registration.led_to(published.concern).update(source_title=published.title if has_name else Texts(), **facts)


def _in_words(sentence: Promise) -> Texts:
    return in_each_language(lambda _language: str(sentence))
