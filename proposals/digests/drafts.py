"""The draft of a digest: composed from published editions, worded by an editor."""

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
from proposals.digests.approval import DIGESTS
from proposals.digests.composition import Composed
from proposals.models import Demand, Digest, DigestLine
from publications.drafts.states import DraftState

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
    require(by, DIGESTS.write_right)
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
        return DIGESTS.note(row, "compose", by)


def recompose(digest: Digest, *, by: User) -> Digest:
    """Compose it once more from what is public today. What editors wrote about a demand is kept."""
    require(by, DIGESTS.write_right)
    with transaction.atomic():
        row = DIGESTS.locked(digest)
        if row.state not in {DraftState.DRAFTING, DraftState.RETURNED, DraftState.IN_REVIEW}:
            raise DomainError(_("This digest is published or withdrawn: start a correction first."))
        found = _composed(row.of)
        row = change(row, expected=row.version, composed=found.model_dump(mode="json"), composed_on=today())
        _add_lines(row, found)
        return DIGESTS.note(row, "recompose", by)


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
    require(by, DIGESTS.write_right)
    with transaction.atomic():
        row = DIGESTS.save(digest, by=by, version=version, introduction=introduction, change_note=change_note)
        for each in row.lines.filter(pk__in=lines):
            each.sentence, each.is_left_out, each.place = lines[each.pk]
            each.save(update_fields=["sentence", "is_left_out", "place"])
    return row


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
