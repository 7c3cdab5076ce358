"""The state of a meeting for the recorder and the second screen: changes since a revision, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Count, Prefetch
from django.utils import timezone
from django.utils.translation import get_language, gettext

from consultations.models import AgendaItem, Attendance, Axis, Carriage, Intervention, Meeting, Point, Turn
from consultations.record.headcounts import noted
from consultations.states import MeetingState
from core.text.bidi import isolated
from reference.models import Area, Institution, PoliceUnit, Theme

# The key for each kind of point, named by its letter on a Latin keyboard, whatever the layout.
# D is used, N is not: on an Arabic keyboard both keys show a yeh.
LETTERS = {
    Point.Kind.CONSENSUS: "c",
    Point.Kind.CONCERN: "k",
    Point.Kind.DEMAND: "d",
    Point.Kind.RECOMMENDATION: "r",
    Point.Kind.COMMITMENT: "m",
    Point.Kind.DECISION: "s",
    Point.Kind.PRAISE: "p",
    Point.Kind.FIGURE: "f",
    Point.Kind.PROGRESS: "a",
    Point.Kind.EXCHANGE: "v",
}
# The keys on which an Arabic keyboard has a letter of the Arabic word: إجماع، انشغال، مطلب، توصية، التزام، قرار، تنويه، أرقام، في موضوع سابق،
# وجهات (ؤ). None is a letter of a command (static/js/recorder/letters.js).
ARABIC_LETTERS = {
    Point.Kind.CONSENSUS: "u",
    Point.Kind.CONCERN: "a",
    Point.Kind.DEMAND: "l",
    Point.Kind.RECOMMENDATION: "w",
    Point.Kind.COMMITMENT: "g",
    Point.Kind.DECISION: "r",
    Point.Kind.PRAISE: "k",
    Point.Kind.FIGURE: "h",
    Point.Kind.PROGRESS: "t",
    Point.Kind.EXCHANGE: "c",
}
Json = dict[str, Any]


def unchanged(revision: int) -> Json:
    """``now`` has Morocco's UTC offset, with which devices show local times."""
    return {"revision": revision, "now": timezone.localtime().isoformat()}


def recorder(meeting: Meeting, *, since: int, may_record: bool) -> Json:
    """The state since the revision ``since`` that the device has; 0 for everything."""
    points, present = points_of(meeting), present_at(meeting)
    rows = meeting.interventions.order_by("position", "pk")
    news = rows.filter(revision__gt=since) if since else rows
    found = {
        **common_state(meeting, present, may_record),
        "attendances": [attendance_row(each) for each in present],
        "contributions": [contribution_row(each, points_by_contribution(points)) for each in news],
        "order": [str(uid) for uid in rows.values_list("uid", flat=True)],
        "points": points,
    }
    return found if since else found | {"vocabulary": kinds() | reference_entries()}


def stored(meeting: Meeting, kind: str, uid: str) -> Json | None:
    """The stored contribution or point; ``None`` if it was deleted."""
    if kind == "point":
        return next((each for each in points_of(meeting, uid=uid)), None)
    row = meeting.interventions.filter(uid=uid).first()
    return contribution_row(row, points_by_contribution(points_of(meeting, interventions__uid=uid))) if row else None


def unspoken_first(queue: Iterable[Json]) -> list[Json]:
    """The current speaker, then by number of earlier turns, then in the order of the queue."""
    return sorted(queue, key=lambda turn: (turn["state"] != "speaking", turn["spoken_before"]))


def common_state(meeting: Meeting, present: Collection[Attendance], may_record: bool) -> Json:
    is_open = meeting.record_is_open and meeting.state != MeetingState.CANCELLED
    return {
        **unchanged(meeting.revision),
        "meeting": {
            "pk": meeting.pk,
            "title": str(meeting.title),
            "state": meeting.state,
            "held_on": meeting.held_on.isoformat(),
            "may_record": may_record and is_open,
            "opened_at": _time(meeting.opened_at),
            "closed_at": _time(meeting.closed_at),
        },
        "axes": _axes(meeting),
        "queue": _queue(meeting, present),
        "counts": counts(present),
    }


def present_at(meeting: Meeting) -> list[Attendance]:
    present = meeting.attendances.filter(attended=Attendance.Attended.PRESENT)
    return list(present.select_related("unit", "institution", "association"))


def _axes(meeting: Meeting) -> list[Json]:
    items = AgendaItem.objects.select_related("demand", "concern")
    axes = meeting.axes.prefetch_related(Prefetch("items", items), "runs")
    return [
        {
            "pk": axis.pk,
            "title": str(axis.title),
            "minutes": axis.minutes,
            "kind": axis.kind,
            **_clock(axis),
            "items": [_item(each) for each in axis.items.all()],
        }
        for axis in axes
    ]


def _clock(axis: Axis) -> Json:
    """Seconds of past intervals, and the beginning of the open one."""
    runs = list(axis.runs.all())
    over = sum((run.ended_at - run.started_at for run in runs if run.ended_at), dt.timedelta())
    running = next((run.started_at for run in runs if run.ended_at is None), None)
    return {"spent": int(over.total_seconds()), "running_since": _time(running)}


def _item(item: AgendaItem) -> Json:
    """Of a concern only its reference: not every recorder may read concerns."""
    if item.demand:
        return {"demand": item.demand.number, "title": str(item.demand.title)}
    reference = item.concern.reference if item.concern else ""
    return {"demand": None, "title": gettext("Submission %(reference)s") % {"reference": isolated(reference)}}


def _queue(meeting: Meeting, present: Collection[Attendance]) -> list[Json]:
    rows = {each.pk: each for each in present}
    turns = list(meeting.turns.filter(stood_down_at=None).order_by("position", "pk"))
    spoken = _spoken(meeting, turns, rows)
    now = [turn for turn in turns if turn.is_speaking] + [turn for turn in turns if turn.is_waiting]
    return [_turn(turn, rows.get(turn.speaker_id or 0), spoken) for turn in now]


def _turn(turn: Turn, speaker: Attendance | None, spoken: Mapping[str, int]) -> Json:
    return {
        "uid": str(turn.uid),
        "who": str(speaker) if speaker else turn.label,
        "full": speaker.full_title if speaker else turn.label,
        "detail": speaker.came_from if speaker else "",
        "speaker": turn.speaker_id,
        "asked_at": _time(turn.asked_at),
        "started_at": _time(turn.started_at),
        "state": "speaking" if turn.is_speaking else "waiting",
        "spoken_before": spoken.get(_voice(turn, speaker), 0),
    }


def _spoken(meeting: Meeting, turns: Iterable[Turn], rows: Mapping[int, Attendance]) -> dict[str, int]:
    """How often each spoke: the larger of the numbers of past turns and of recorded contributions."""
    had = Counter(_voice(turn, rows.get(turn.speaker_id or 0)) for turn in turns if turn.ended_at)
    said: Counter[str] = Counter()
    counted = meeting.interventions.exclude(speaker=None).values_list("speaker_id").annotate(Count("pk")).order_by()
    for pk, times in counted:
        if pk in rows:
            said[_voice_of(rows[pk])] += times
    return {who: max(had[who], said[who]) for who in had | said}


def _voice(turn: Turn, speaker: Attendance | None) -> str:
    return _voice_of(speaker) if speaker else f"label {turn.label.casefold()}"


def _voice_of(speaker: Attendance) -> str:
    """A key under which turns are counted: all representatives of one association count together."""
    return f"association {speaker.came_for}" if speaker.came_for else f"attendance {speaker.pk}"


def attendance_row(row: Attendance) -> Json:
    """Without the person's name, which only the page of the meeting shows."""
    return {
        "pk": row.pk,
        "who": str(row),
        "full": row.full_title,
        "detail": row.came_from,
        "uid": str(row.uid) if row.uid else None,
        "side": row.side,
        "association": row.association_id is not None,
        "left": row.left_at is not None,
    }


def counts(present: Collection[Attendance]) -> dict[str, int | None]:
    """Headcounts from the attendance list. If one number is unknown, the sum is ``None``."""
    if not present:
        return dict.fromkeys(("people", "women", "associations", "walk_ins"))
    found = noted(present)
    return {
        "people": None if found.uncounted else found.people,
        "women": None if found.unsaid else found.women,
        "associations": None if found.unnamed else found.associations,
        "walk_ins": sum(row.is_walk_in for row in present),
    }


def contribution_row(row: Intervention, carried: Mapping[str, list[str]]) -> Json:
    """Confidential contributions without text."""
    shown = row.text.in_language(get_language() or "")
    return {
        "uid": str(row.uid),
        "pk": row.pk,
        "version": row.version,
        "position": row.position,
        "kind": row.kind,
        "axis": row.axis_id,
        "speaker": row.speaker_id,
        "speaker_label": row.speaker_label,
        "is_collective": row.is_collective,
        "text": shown.text,
        "language": shown.language,
        "confidential": row.is_confidential,
        "said_at": _time(row.said_at),
        "points": carried.get(str(row.uid), []),
    }


def points_of(meeting: Meeting, **only: Any) -> list[Json]:
    carriages = Carriage.objects.select_related("intervention").only("point", "intervention__uid").order_by("pk")
    rows = (
        meeting.points.filter(**only)
        .select_related("demand")
        .prefetch_related("themes", "areas", Prefetch("carriages", carriages))
        .order_by("position", "pk")
    )
    return [_point(row) for row in rows]


def _point(row: Point) -> Json:
    shown = row.title.in_language(get_language() or "")
    return {
        "uid": str(row.uid),
        "pk": row.pk,
        "version": row.version,
        "kind": row.kind,
        "title": shown.text,
        "language": shown.language,
        "demand": {"pk": row.demand.pk, "number": row.demand.number, "title": str(row.demand.title)}
        if row.demand
        else None,
        "themes": [each.pk for each in row.themes.all()],
        "areas": [each.pk for each in row.areas.all()],
        "owner_unit": row.owner_unit_id,
        "owner_institution": row.owner_institution_id,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "contributions": [str(each.intervention.uid) for each in row.carriages.all()],
    }


def points_by_contribution(points: Iterable[Json]) -> dict[str, list[str]]:
    carried: dict[str, list[str]] = {}
    for point in points:
        for uid in point["contributions"]:
            carried.setdefault(uid, []).append(point["uid"])
    return carried


def kinds() -> Json:
    """The kinds of contributions and points with their keyboard keys."""
    kinds = [
        {"key": key, "word": str(word), "digit": str(number)}
        for number, (key, word) in enumerate(Intervention.Kind.choices, start=1)
    ]
    letters = ARABIC_LETTERS if get_language() == "ar" else LETTERS
    points = [{"key": key, "word": str(word), "letter": letters[Point.Kind(key)]} for key, word in Point.Kind.choices]
    return {"kinds": kinds, "point_kinds": points}


def reference_entries() -> Json:
    """The entries of the reference lists that can be chosen."""
    return {
        "themes": _tree(Theme.objects.filter(is_retired=False)),
        "areas": _tree(Area.objects.filter(is_retired=False)),
        "units": _flat(PoliceUnit.objects.filter(is_retired=False)),
        "institutions": _flat(Institution.objects.filter(is_retired=False)),
    }


def _tree(rows: Iterable[Theme] | Iterable[Area]) -> list[Json]:
    return [{"pk": row.pk, "name": str(row.name), "parent": row.parent_id} for row in rows]


def _flat(rows: Iterable[PoliceUnit] | Iterable[Institution]) -> list[Json]:
    return [{"pk": row.pk, "name": str(row.name)} for row in rows]


def _time(at: dt.datetime | None) -> str | None:
    """With Morocco's UTC offset, so that a device shows local time whatever its time zone."""
    return timezone.localtime(at).isoformat() if at else None
