"""The draft of a digest: composed from published editions, worded by an editor, sent to a second person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.clock import today
from core.db import locks
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.quarters import Quarter
from core.text.texts import Texts
from proposals.digests import composition
from proposals.digests.composition import Composed
from proposals.models import Demand, Digest, DigestLine, DigestStep
from proposals.states import DIGEST, DigestState
from publications import findings
from publications.models import Document
from publications.schemas import DigestDocument

WRITE: Final = "proposals.write_digests"
# The longest digest has about a hundred lines.
LAST_PLACE: Final = 999


class Line(NamedTuple):
    """What an editor decides about one demand."""

    sentence: Texts = Texts()
    is_left_out: bool = False
    place: int = 1


def ended_quarters() -> list[Quarter]:
    """The quarters that have ended since the oldest demand was registered, the newest first; at least the last one."""
    found = [Quarter.of(today()).before]
    oldest = Demand.objects.aggregate(day=Min("registered_on"))["day"]
    while oldest and found[-1].starts_on > oldest:
        found.append(found[-1].before)
    return found


def compose(quarter: Quarter, *, by: User) -> Digest:
    """The draft of a quarter that has ended. Calling it again gives the digest that is there.

    Raises :class:`~core.errors.DomainError` for a quarter that has not ended or in which nothing happened.
    """
    require(by, WRITE)
    if quarter.ends_on >= today():
        raise DomainError(_("This quarter has not ended yet."))
    with transaction.atomic():
        locks.hold(f"digest:{quarter.key}")
        row = Digest.objects.filter(year=quarter.year, quarter=quarter.number).first()
        if row is not None:
            return row
        found = _composed(quarter)
        row = Digest.objects.create(
            year=quarter.year,
            quarter=quarter.number,
            composed_on=today(),
            composed=found.model_dump(mode="json"),
        )
        _add_lines(row, found)
        return note(row, "compose", by)


def recompose(digest: Digest, *, by: User) -> Digest:
    """Compose it once more from what is public today. What editors wrote about a demand is kept."""
    require(by, WRITE)
    with transaction.atomic():
        row = locked(digest)
        if row.state not in {DigestState.DRAFTING, DigestState.RETURNED, DigestState.IN_REVIEW}:
            raise DomainError(_("This digest is published or withdrawn: start a correction first."))
        found = _composed(row.of)
        row = change(row, expected=row.version, composed=found.model_dump(mode="json"), composed_on=today())
        _add_lines(row, found)
        return note(row, "recompose", by)


def save(
    digest: Digest,
    *,
    by: User,
    version: int,
    introduction: Texts,
    change_note: Texts,
    lines: Mapping[int, Line],
) -> Digest:
    """``lines``: by the id of a :class:`~proposals.models.DigestLine`. ``by`` becomes an author."""
    require(by, WRITE)
    with transaction.atomic():
        row = locked(digest)
        if not row.is_writable:
            raise DomainError(_("This digest is not open for writing: it is in review or published."))
        row = change(row, expected=version, introduction=introduction, change_note=change_note)
        for each in row.lines.filter(pk__in=lines):
            each.sentence, each.is_left_out, each.place = lines[each.pk]
            each.save(update_fields=["sentence", "is_left_out", "place"])
        row.authors.add(by)
    return row


def submit(digest: Digest, *, by: User, sentence: str = "") -> Digest:
    """Raises :class:`~publications.findings.OpenFindings` where the gate found words that nobody answered for."""
    from proposals.digests import approval  # it imports this module

    require(by, WRITE)
    with transaction.atomic():
        row = locked(digest)
        if was_published(row) and not row.change_note:
            raise DomainError(_("Write what changes in this edition: readers see it."))
        row.authors.add(by)
        findings.refuse_open(approval.pending(row))
        return move(row, "submit", by, sentence)


def correct(digest: Digest, *, by: User, sentence: str) -> Digest:
    """Open a published digest for a correction; the live edition stays until the next one is approved."""
    require(by, WRITE)
    with transaction.atomic():
        row = move(locked(digest), "correct", by, sentence)
        row.authors.set([by])
        return row


def redraft(digest: Digest, *, by: User) -> Digest:
    """Reopen a withdrawn digest; its next edition follows the tombstone."""
    require(by, WRITE)
    with transaction.atomic():
        row = move(locked(digest), "redraft", by)
        row.authors.add(by)
        return row


def locked(digest: Digest) -> Digest:
    return Digest.objects.select_for_update().get(pk=digest.pk)


def was_published(digest: Digest) -> bool:
    return Document.objects.filter(kind=DigestDocument.kind, key=digest.key).exists()


def move(digest: Digest, name: str, by: User, sentence: str = "") -> Digest:
    """``digest`` is locked."""
    target = DIGEST.target(name, digest.state)
    if DIGEST.by_name[name].needs_sentence and not sentence.strip():
        raise DomainError(_("Say why in a sentence."))
    digest.state = target
    digest.save(update_fields=["state"])
    DigestStep.objects.create(digest=digest, move=name, by=by, sentence=sentence.strip())
    return digest


def note(digest: Digest, name: str, by: User) -> Digest:
    """A step that changes no state; ``by`` becomes an author."""
    DigestStep.objects.create(digest=digest, move=name, by=by)
    digest.authors.add(by)
    return digest


def _composed(quarter: Quarter) -> Composed:
    found = composition.compose(quarter)
    if not found.entries:
        raise DomainError(
            _(
                "There is nothing to tell of this quarter: nothing was asked, answered, done or promised in what is public."
            )
        )
    return found


def _add_lines(digest: Digest, found: Composed) -> None:
    """One for each entry that has none yet, after those that are there."""
    known: dict[Any, int] = dict(digest.lines.values_list("demand__number", "place"))
    demands = Demand.objects.in_bulk([entry.number for entry in found.entries], field_name="number")
    new = [demands[entry.number] for entry in found.in_order() if entry.number in demands and entry.number not in known]
    first = max(known.values(), default=0) + 1
    DigestLine.objects.bulk_create(
        DigestLine(digest=digest, demand=demand, place=min(place, LAST_PLACE))
        for place, demand in enumerate(new, first)
    )
