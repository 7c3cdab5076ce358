"""Operations of devices on points and on the speaker queue, which call the actions."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Intervention, Meeting, Point, Turn
from consultations.record import attendance, points
from consultations.record_fields import COLUMNS_OF_KIND
from consultations.recorder import clocks, messages, speaker_queue
from consultations.recorder.contribution_operations import (
    GONE,
    Conflict,
    Json,
    Unknown,
    check_version,
    found,
    reworded,
    speaker,
)
from core.errors import DomainError, EditedMeanwhile
from core.text.texts import Texts
from proposals.models import Demand
from reference.models import Area, Institution, PoliceUnit, Theme

Row = TypeVar("Row", bound=Model)
OWED: dict[str, type[Model]] = {"owner_unit": PoliceUnit, "owner_institution": Institution}


def mark(meeting: Meeting, message: messages.Mark, *, by: User, at: dt.datetime) -> Json:
    if known := Point.objects.filter(uid=message.point).first():
        if known.meeting_id != meeting.pk:
            raise DomainError(_("Another point has this number."))
        raise Conflict(_("This point is in the record already."), "point", known.uid)
    _one_demand(message)
    row = points.note_point(
        meeting,
        by=by,
        uid=message.point,
        kind=message.kind,
        title=Texts(**{message.language: message.title}),
        interventions=_contributions(meeting, message.contributions),
        themes=_all(Theme.objects.all(), message.themes),
        areas=_all(Area.objects.all(), message.areas),
        demand=_one(Demand, message.demand) if message.kind == Point.Kind.DEMAND else None,
        new_demand=message.new_demand,
        **_owed(message),
    )
    return {"pk": row.pk, "version": row.version, "demand": _of(row.demand)}


def remark(meeting: Meeting, message: messages.Remark, *, by: User, at: dt.datetime) -> Json:
    row = found(meeting.points.select_related("demand"), uid=message.point)
    _one_demand(message)
    kind = message.kind or row.kind
    fields: dict[str, Any] = {"kind": kind, **_owed(message)}
    if message.title is not None:
        fields["title"] = reworded(row.title, str(message.language), message.title)
    for columns in COLUMNS_OF_KIND:
        if kind not in columns.kinds:
            fields |= columns.empty
    if kind != Point.Kind.DEMAND:
        fields["demand"] = None
    elif message.demand is not None:
        fields["demand"] = _one(Demand, message.demand)
    try:
        points.edit_point(
            row, by=by, version=message.version, new_demand=message.new_demand, **_ties(meeting, row, message), **fields
        )
    except EditedMeanwhile as error:
        raise Conflict(error.message, "point", row.uid) from error
    return {"version": row.version, "demand": _of(row.demand)}


def unmark(meeting: Meeting, message: messages.Unmark, *, by: User, at: dt.datetime) -> Json:
    row = found(meeting.points.all(), uid=message.point)
    check_version(row, message.version, "point")
    points.remove_point(row, by=by)
    return {}


def arrive(meeting: Meeting, message: messages.Arrive, *, by: User, at: dt.datetime) -> Json:
    """Add a speaker to the attendance list: one person, unknown whether a woman."""
    row = attendance.walk_in(meeting, by=by, uid=message.attendance, people=1, women=None, name=message.name)
    return {"pk": row.pk}


def ask(meeting: Meeting, message: messages.Ask, *, by: User, at: dt.datetime) -> Json:
    if Turn.objects.filter(uid=message.turn).exists():
        raise DomainError(_("This turn is in the queue already."))
    speaker_queue.ask(
        meeting, by=by, uid=message.turn, speaker=speaker(meeting, message.speaker), label=message.label, at=at
    )
    return {}


def give(meeting: Meeting, message: messages.TurnStep, *, by: User, at: dt.datetime) -> Json:
    speaker_queue.give(found(meeting.turns.all(), uid=message.turn), by=by, at=at)
    return {}


def stop(meeting: Meeting, message: messages.TurnStep, *, by: User, at: dt.datetime) -> Json:
    speaker_queue.stop(found(meeting.turns.all(), uid=message.turn), by=by, at=at)
    return {}


def stand_down(meeting: Meeting, message: messages.TurnStep, *, by: User, at: dt.datetime) -> Json:
    speaker_queue.stand_down(found(meeting.turns.all(), uid=message.turn), by=by, at=at)
    return {}


def place(meeting: Meeting, message: messages.Place, *, by: User, at: dt.datetime) -> Json:
    before = None if message.before is None else found(meeting.turns.all(), uid=message.before)
    speaker_queue.place(found(meeting.turns.all(), uid=message.turn), by=by, before=before)
    return {}


def run_axis(meeting: Meeting, message: messages.RunAxis, *, by: User, at: dt.datetime) -> Json:
    clocks.run_axis(meeting, by=by, axis=found(meeting.axes.all(), pk=message.axis), at=at)
    return {}


def pause(meeting: Meeting, message: messages.Pause, *, by: User, at: dt.datetime) -> Json:
    clocks.pause(meeting, by=by, at=at)
    return {}


def _one_demand(message: messages.Mark | messages.Remark) -> None:
    if message.demand is not None and message.new_demand:
        raise DomainError(_("Choose a demand, or register a new one: not both."))


def _ties(meeting: Meeting, row: Point, message: messages.Remark) -> dict[str, Any]:
    """Relations of a point; fields that the device omitted do not change."""
    return {
        "interventions": list(row.interventions.all())
        if message.contributions is None
        else _contributions(meeting, message.contributions),
        "themes": list(row.themes.all()) if message.themes is None else _all(Theme.objects.all(), message.themes),
        "areas": list(row.areas.all()) if message.areas is None else _all(Area.objects.all(), message.areas),
    }


def _owed(message: messages.Owed) -> dict[str, Any]:
    given = message.given
    rows = {name: _one(model, given[name]) for name, model in OWED.items() if name in given}
    return rows | ({"due_on": message.due_on} if "due_on" in given else {})


def _contributions(meeting: Meeting, uids: Sequence[uuid.UUID]) -> list[Intervention]:
    rows = list(meeting.interventions.filter(uid__in=uids).select_related("speaker__association"))
    if len(rows) != len(set(uids)):
        raise Unknown(GONE)
    return rows


def _all(rows: QuerySet[Row], pks: Sequence[int]) -> list[Row]:
    chosen = list(rows.filter(pk__in=pks))
    if len(chosen) != len(set(pks)):
        raise DomainError(_("One of the chosen terms is not in the vocabulary."))
    return chosen


def _one(model: type[Row], pk: int | None) -> Row | None:
    return None if pk is None else _all(model._default_manager.all(), [pk])[0]


def _of(demand: Demand | None) -> dict[str, Any] | None:
    return {"pk": demand.pk, "number": demand.number} if demand else None
