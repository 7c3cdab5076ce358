"""The steps of the cell on the page of a concern: which are possible, and the form of each, also filled in and shown before it is sent.

Everything is a button of the form, so that it works without a script and nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db.states import Move
from portal.common.numbers import number_of
from portal.staff.concerns.step_forms import FORMS, StepForm
from proposals.concerns import contests, hiding, letters, mail, merging, prepared, referral, review
from proposals.concerns.content import Content
from proposals.models import Concern, ConcernStep, PreparedSentence
from proposals.states import CONCERN, DECISIONS, OF_MERGES, OF_THE_CELL, ConcernState

INSERT: Final = "insert"
REFER_TO: Final = "refer_to"
MERGE_WITH: Final = "merge_with"
PREVIEW: Final = "preview"
UPHOLD = Move("uphold", (), "", _("Uphold the decision"), needs_sentence=True)
WRITE = Move("write", (), "", _("Write to the association"), needs_sentence=True)
OWN_MOVES: Final = {move.name: move for move in (UPHOLD, WRITE)}
"""Steps that keep the state, or give a former one back."""
NEEDS_OPENING: Final = frozenset({*DECISIONS, "unhide", UPHOLD.name, WRITE.name})
ACTIONS: Final[dict[str, Callable[..., Concern]]] = {
    "uphold": contests.uphold,
    "write": letters.write,
    "merge": merging.merge,
    "unmerge": merging.unmerge,
}


class Offered(NamedTuple):
    """``sentences``: prepared ones, as pairs of id and text; ``groups``: bodies for one click."""

    move: Move
    form: StepForm
    is_open: bool
    sentences: list[tuple[int, str]]
    groups: list[referral.Group]


class AsRead(NamedTuple):
    """What the association will read of a step: on its page and in the mail, in the language of its text."""

    step: ConcernStep
    state: str
    subject: str
    body: str


def label_of(move: str) -> str | Promise:
    return (OWN_MOVES.get(move) or CONCERN.by_name[move]).label


def take(concern: Concern, *, by: User, move: str, **values: Any) -> Concern:
    if move in ACTIONS:
        return ACTIONS[move](concern, by=by, **values)
    return review.move(concern, by=by, move=move, **values)


def possible(concern: Concern, steps: list[ConcernStep], *, has_opened: bool) -> list[Move]:
    """``steps``: all, oldest first. Of a confidential concern that this person has not opened only what is no decision about it."""
    moves = [move for move in CONCERN.offered(concern.state) if move.name in (*OF_THE_CELL, *OF_MERGES)]
    moves = [move for move in moves if hiding.is_offered(concern, move.name)]
    if contests.contested(sorted(steps, key=lambda step: step.pk)):
        moves.insert(0, UPHOLD)
    if concern.state != ConcernState.WITHDRAWN:
        moves.append(WRITE)
    return [move for move in moves if has_opened or move.name not in NEEDS_OPENING]


def offered(
    concern: Concern, moves: list[Move], *, newest: int | None, typed: StepForm | None, content: Content | None
) -> list[Offered]:
    """Each step with its form; ``typed`` keeps its values."""
    sentences = prepared.offered([move.name for move in moves])
    initial = {"seen": newest}
    found = []
    for move in moves:
        is_typed = typed is not None and typed["move"].value() == move.name
        form = typed if typed is not None and is_typed else None
        form = form or FORMS[move.name](
            concern=concern, initial=initial | {"move": move.name}, auto_id=f"{move.name}-%s"
        )
        filled = [(row.pk, prepared.filled(row, concern)) for row in sentences.get(move.name, [])]
        groups = referral.offered(content) if move.name == "refer" else []
        found.append(Offered(move, form, is_typed, filled, groups))
    return found


def form_of(concern: Concern, typed: Mapping[str, Any] | None) -> StepForm | None:
    """The posted form of a step; ``None`` for an unknown step."""
    name = typed.get("move", "") if typed else ""
    return FORMS[name](typed, concern=concern, auto_id=f"{name}-%s") if name in FORMS else None


def seeing_now(form: StepForm, concern: Concern) -> StepForm:
    """The same values, with the newest step as ``seen``."""
    typed = form.data.copy()
    newest = concern.steps.last()
    typed["seen"] = newest.pk if newest else ""
    return type(form)(typed, concern=concern, auto_id=form.auto_id)


def filled_in(concern: Concern, typed: QueryDict) -> QueryDict | None:
    """The typed form with what a button of it adds: a prepared sentence, or the body to refer to with its sentence. ``None`` for another button."""
    if REFER_TO in typed:
        return _referred(concern, typed)
    if MERGE_WITH in typed:
        return _merged(concern, typed)
    if INSERT in typed:
        row = PreparedSentence.objects.filter(pk=number_of(typed[INSERT]), is_retired=False).first()
        return _with_sentence(typed, prepared.filled(row, concern)) if row else typed
    return None


def as_read(concern: Concern, form: StepForm, *, by: User) -> AsRead:
    """``form`` is valid."""
    values = form.values
    move = values["move"]
    target = CONCERN.by_name[move].target if move in CONCERN.by_name else concern.state
    if move == UPHOLD.name:
        decision = contests.contested(list(concern.steps.order_by("pk")))
        target = decision.state if decision else concern.state
    given = {name: values[name] for name in ("sentence", "reason", "body", "unit", "helpline") if values.get(name)}
    shown = Concern.objects.get(pk=concern.pk)
    shown.state = target
    step = ConcernStep(concern=shown, move=move, state=target, by=by, at=timezone.now(), is_from_cell=True, **given)
    with translation.override(concern.language):
        subject, body = mail.written(step)
        return AsRead(step, str(step.get_state_display()), subject, body)


def _referred(concern: Concern, typed: QueryDict) -> QueryDict:
    """The sentence of the body that was chosen before is replaced; what the person wrote stays before the new one."""
    target = referral.target(typed[REFER_TO])
    if target is None:
        return typed
    before = next(filter(None, (referral.target(f"{name}-{typed.get(name, '')}") for name in referral.MODELS)), None)
    done = typed.copy()
    written = typed.get("sentence", "").replace("\r\n", "\n").strip()
    if before:
        written = written.replace(prepared.for_referral(concern, before), "").strip()
    for name in referral.MODELS:
        done[name] = str(target.row.pk) if name == target.column else ""
    done["sentence"] = f"{written}\n{prepared.for_referral(concern, target)}".strip()
    return done


def _merged(concern: Concern, typed: QueryDict) -> QueryDict:
    """From the list of similar submissions."""
    newest = concern.steps.order_by("-pk").values_list("pk", flat=True).first()
    done = typed.copy()
    done["move"], done["whole"], done["seen"] = "merge", typed[MERGE_WITH], str(newest or "")
    rows = prepared.offered(["merge"]).get("merge", [])
    done["sentence"] = prepared.filled(rows[0], concern) if rows else ""
    return done


def _with_sentence(typed: QueryDict, sentence: str) -> QueryDict:
    """After what is typed already; twice pressed it stands there once."""
    done, written = typed.copy(), typed.get("sentence", "").strip()
    if sentence not in written:
        done["sentence"] = f"{written}\n{sentence}".strip()
    return done
