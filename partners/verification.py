"""The state of the verification: the verified values, changes since then, and whether the cell or the association must answer."""

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
    """The profile's version and the last step on the page that the person read before deciding."""

    version: int
    step: int


def facts(association: Any) -> dict[str, Any]:
    """The values that are verified: ``{column: text, or {language: text}}``. ``association`` may be a row of its history."""
    return {column: _plain(association, column) for column in VERIFIED_COLUMNS}


def seen_now(association: Association) -> Seen:
    last = association.steps.last()
    return Seen(association.version, last.pk if last else 0)


def changed_after(association: Association, seen: Seen) -> list[Changed]:
    """Changes between the profile that was read (from the history) and the current one."""
    if seen.version == association.version:
        return []
    history: Any = apps.get_model("partners", "AssociationEvent")
    then = history.objects.filter(pgh_obj_id=association.pk, version=seen.version).order_by("pgh_id").last()
    return _changed(facts(then) if then else {}, facts(association))


def steps_after(association: Association, seen: Seen) -> QuerySet[AssociationStep]:
    return association.steps.filter(pk__gt=seen.step)


def changed_since(association: Association) -> list[Changed]:
    """Changes since the verification; empty for an association that is not verified."""
    if association.state != Verification.VERIFIED:
        return []
    step = association.steps.filter(kind__in=[Kind.VERIFIED, Kind.RESTORED, Kind.CONFIRMED]).last()
    if step is None:
        return []
    return _changed(step.facts, facts(association))


def may_answer(association: Association) -> bool:
    """Whether the last step was one of the cell that allows an answer."""
    return _last_word(association) in TO_ANSWER


def has_answered(association: Association) -> bool:
    """Whether the last step was an answer of the association."""
    return _last_word(association) == Kind.ANSWERED


def note_waiting(association: Association) -> None:
    """Update ``waits_since``: the time since which the cell must act, or ``None``."""
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
    """``row``: an association, or a row of its history."""
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
