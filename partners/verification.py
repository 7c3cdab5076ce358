"""What stands between an association and the cell: what was verified, what changed since, and who owes whom an answer."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.functional import Promise

from core.differences import Piece, compare
from core.texts import LANGUAGES, Texts
from partners import directory
from partners.models import Association, AssociationStep
from partners.states import Verification

Kind = AssociationStep.Kind
VERIFIED_COLUMNS = (
    "name", "purpose", "seat", "receipt_status", "receipt_number", "receipt_date", "receipt_authority", "receipt_scan",
)  # fmt: skip
TO_ANSWER = (Kind.ASKED, Kind.REFUSED, Kind.SUSPENDED)
SPOKEN = (*TO_ANSWER, Kind.ANSWERED, Kind.VERIFIED, Kind.RESTORED)


class Changed(NamedTuple):
    label: str | Promise
    language: str
    pieces: list[Piece]


def facts(association: Association) -> dict[str, Any]:
    """What a verification is about, as plain values: ``{column: text, or {language: text}}``."""
    return {column: _plain(association, column) for column in VERIFIED_COLUMNS}


def changed_since(association: Association) -> list[Changed]:
    """What was verified, against what is said now; empty for an association that is not verified."""
    if association.state != Verification.VERIFIED:
        return []
    step = association.steps.filter(kind__in=[Kind.VERIFIED, Kind.RESTORED, Kind.CONFIRMED]).last()
    if step is None:
        return []
    return [
        Changed(_field(column).verbose_name, language, compare(old, new))
        for column, now in facts(association).items()
        for language, old, new in _versions(step.facts.get(column, ""), now)
        if old != new
    ]


def may_answer(association: Association) -> bool:
    """The last word was the cell's, and it asked for one back."""
    last = association.steps.filter(kind__in=SPOKEN).last()
    return last is not None and last.kind in TO_ANSWER


def note_waiting(association: Association) -> None:
    """Keep ``waits_since`` true: when the cell came to owe something, or nothing."""
    owes = _owes(association)
    if owes != (association.waits_since is not None):
        association.waits_since = timezone.now() if owes else None
        association.save(update_fields=["waits_since"])


def _owes(association: Association) -> bool:
    last = association.steps.filter(kind__in=SPOKEN).last()
    if association.state == Verification.PENDING and (last is None or last.kind == Kind.ANSWERED):
        return True
    if last is not None and last.kind == Kind.ANSWERED:
        return True
    return bool(changed_since(association)) or directory.differs(association)


def _field(column: str) -> Any:
    return Association._meta.get_field(column)


def _plain(association: Association, column: str) -> Any:
    value = getattr(association, _field(column).attname)
    if isinstance(value, Texts):
        return value.model_dump()
    if column == "receipt_status":
        return str(association.get_receipt_status_display())
    return "" if value is None else str(value)


def _versions(old: Any, new: Any) -> list[tuple[str, str, str]]:
    if isinstance(new, dict):
        before = old if isinstance(old, dict) else {}
        return [(language, before.get(language, ""), new[language]) for language in LANGUAGES]
    return [("", str(old), new)]
