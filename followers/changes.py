"""The index of what has changed: each new edition under its subjects. Read in the order of the chain, each edition once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from core import retention
from core.db.bulk_delete import forget
from followers.models import Change, ChangesRead, Follower
from followers.subjects import TOLD, Lists, subjects_of
from publications.models import Edition

BATCH = 200
DELETED_AFTER = dt.timedelta(days=retention.CHANGE_DAYS)


def newest_edition() -> int:
    return Edition.objects.aggregate(newest=Max("sequence"))["newest"] or 0


def read() -> int:
    """Read the editions that came since the last call, in batches; returns the sequence of the newest one."""
    lists = Lists.read()
    while (until := _read_batch(lists)) < newest_edition():
        pass
    return until


def forget_old() -> int:
    return forget(Change.objects.filter(published_at__lt=timezone.now() - DELETED_AFTER))


def _read_batch(lists: Lists) -> int:
    with transaction.atomic():
        place = _place()
        editions = Edition.objects.filter(sequence__gt=place.sequence).select_related("document").order_by("sequence")
        for edition in (batch := list(editions[:BATCH])):
            _note(edition, lists)
        if batch:
            place.sequence = batch[-1].sequence
            place.save()
        return place.sequence


def _place() -> ChangesRead:
    """Locked. At the first call what no follower waits for is passed over."""
    place = ChangesRead.objects.select_for_update().filter(pk=1).first()
    if place is None:
        earliest = Follower.objects.aggregate(earliest=Min("told_until"))["earliest"]
        start = newest_edition() if earliest is None else earliest
        ChangesRead.objects.bulk_create([ChangesRead(pk=1, sequence=start)], ignore_conflicts=True)
        place = ChangesRead.objects.select_for_update().get(pk=1)
    return place


def _note(edition: Edition, lists: Lists) -> None:
    """The live edition decides later what is told; a tombstone has no subjects."""
    document = edition.document
    if document.kind not in TOLD or edition.is_tombstone:
        return
    rows = [
        Change(document=document, **subject._asdict(), sequence=edition.sequence, published_at=edition.published_at)
        for subject in sorted(subjects_of(edition.body, lists))
    ]
    Change.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["document", "kind", "key"],
        update_fields=["sequence", "published_at"],
    )
