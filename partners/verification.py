"""What stands between an association and the cell: what was verified, what changed since, and who owes whom an answer."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from core.text.differences import Piece, compare
from core.text.texts import LANGUAGES, Texts
from partners import directory
from partners.models import Association, AssociationStep
from partners.states import Verification

Kind = AssociationStep.Kind
VERIFIED_COLUMNS = (
    "name", "purpose", "seat", "receipt_status", "receipt_number", "receipt_date", "receipt_authority", "receipt_scan",
)  # fmt: skip
TO_ANSWER = (Kind.ASKED, Kind.REFUSED, Kind.SUSPENDED, Kind.KEPT)
SPOKEN = (*TO_ANSWER, Kind.ANSWERED, Kind.VERIFIED, Kind.RESTORED)


class Changed(NamedTuple):
    label: str | Promise
    language: str
    pieces: list[Piece]


class Seen(NamedTuple):
    """What a decision of the cell is about: the profile's version and the last step, as they stood on the page."""

    version: int
    step: int


def facts(association: Any) -> dict[str, Any]:
    """What a verification is about, as plain values: ``{column: text, or {language: text}}``. Also of an entry of the history."""
    return {column: _plain(association, column) for column in VERIFIED_COLUMNS}


def seen_now(association: Association) -> Seen:
    last = association.steps.last()
    return Seen(association.version, last.pk if last else 0)


def changed_after(association: Association, seen: Seen) -> list[Changed]:
    """What is said now, against the profile that was seen, which is in its history."""
    if seen.version == association.version:
        return []
    history: Any = apps.get_model("partners", "AssociationEvent")
    then = history.objects.filter(pgh_obj_id=association.pk, version=seen.version).order_by("pgh_id").last()
    return _changed(facts(then) if then else {}, facts(association))


def steps_after(association: Association, seen: Seen) -> QuerySet[AssociationStep]:
    return association.steps.filter(pk__gt=seen.step)


def changed_since(association: Association) -> list[Changed]:
    """What was verified, against what is said now; empty for an association that is not verified."""
    if association.state != Verification.VERIFIED:
        return []
    step = association.steps.filter(kind__in=[Kind.VERIFIED, Kind.RESTORED, Kind.CONFIRMED]).last()
    if step is None:
        return []
    return _changed(step.facts, facts(association))


def may_answer(association: Association) -> bool:
    """The last word was the cell's, and it asked for one back."""
    return _last_word(association) in TO_ANSWER


def has_answered(association: Association) -> bool:
    """The last word was the association's."""
    return _last_word(association) == Kind.ANSWERED


def note_waiting(association: Association) -> None:
    """Keep ``waits_since`` true: when the cell came to owe something, or nothing."""
    owes = _owes(association)
    if owes != (association.waits_since is not None):
        association.waits_since = timezone.now() if owes else None
        association.save(update_fields=["waits_since"])


def _owes(association: Association) -> bool:
    last = _last_word(association)
    if last == Kind.ANSWERED or (last is None and association.state == Verification.PENDING):
        return True
    return bool(changed_since(association)) or directory.differs(association)


def _last_word(association: Association) -> str | None:
    last = association.steps.filter(kind__in=SPOKEN).last()
    return last.kind if last else None


def _changed(before: dict[str, Any], after: dict[str, Any]) -> list[Changed]:
    return [
        Changed(_field(column).verbose_name, language, compare(old, new))
        for column, now in after.items()
        for language, old, new in _versions(before.get(column, ""), now)
        if old != new
    ]


def _field(column: str) -> Any:
    return Association._meta.get_field(column)


def _plain(row: Any, column: str) -> Any:
    """``row``: an association, or an entry of its history."""
    value = getattr(row, _field(column).attname)
    if isinstance(value, Texts):
        return value.model_dump()
    if column == "receipt_status":
        return str(row.get_receipt_status_display())
    return "" if value is None else str(value)


def _versions(old: Any, new: Any) -> list[tuple[str, str, str]]:
    if isinstance(new, dict):
        before = old if isinstance(old, dict) else {}
        return [(language, before.get(language, ""), new[language]) for language in LANGUAGES]
    return [("", str(old), new)]
