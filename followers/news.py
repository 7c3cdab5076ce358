"""What a digest tells one follower: the live editions of the documents that changed, as they are at the time of sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max, Q

from followers.models import Change, Follower
from publications.models import Document, Edition
from publications.schemas import DemandDocument
from publications.schemas.demand import Answer, Step

# The rest is named by its number, with a link.
MOST_NEWS: Final = 50


@dataclass(frozen=True)
class Item:
    """``steps`` and ``answers`` of a demand: those that came since the last digest."""

    edition: Edition
    body: Any
    steps: tuple[Step, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class News:
    items: list[Item]
    has_more: bool

    def __bool__(self) -> bool:
        return bool(self.items)


def news_for(follower: Follower, until: int) -> News:
    """Three queries after that of the follows. What is withdrawn now is left out.

    A document whose live edition is newer than ``until`` waits for the next digest, which would tell that edition a second time.
    """
    changed = _changed(follower)
    listed = Document.objects.filter(pk__in=changed[:MOST_NEWS], is_listed=True, live__sequence__lte=until)
    documents = list(listed.select_related("live").order_by("-live__sequence"))
    earlier = _told_before(documents, follower.told_until)
    items = [_item(document, earlier.get(document.pk)) for document in documents]
    return News([item for item in items if item], len(changed) > MOST_NEWS)


def _changed(follower: Follower) -> list[int]:
    """Ids of documents, the newest change first."""
    wanted = Q()
    for kind, key, after in follower.follows.values_list("kind", "key", "after"):
        wanted |= Q(kind=kind, key=key, sequence__gt=max(after, follower.told_until))
    if not wanted:
        return []
    rows = Change.objects.filter(wanted).values("document").annotate(newest=Max("sequence"))
    return [row["document"] for row in rows.order_by("-newest")[: MOST_NEWS + 1]]


def _told_before(documents: list[Document], told_until: int) -> dict[int, Edition]:
    """The edition of each document that the last digest could show. Only counted, never sent: its words may be withdrawn."""
    rows = Edition.objects.filter(document__in=documents, sequence__lte=told_until)
    return {row.document_id: row for row in rows.order_by("document_id", "-number").distinct("document_id")}


def _item(document: Document, earlier: Edition | None) -> Item | None:
    edition = document.live
    if edition is None or edition.is_tombstone:
        return None
    body: Any = edition.body
    if not isinstance(body, DemandDocument):
        return Item(edition, body)
    before: Any = earlier.body if earlier and not earlier.is_tombstone else None
    steps, answers = (len(before.steps), len(before.answers)) if before else (0, 0)
    return Item(edition, body, tuple(body.steps[steps:]), tuple(body.answers[answers:]))
