from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.invitations import registrations
from consultations.models import Axis, Meeting, Series
from consultations.models.meeting_lock import RECORD_IS_CLOSED, write
from consultations.record import intervals
from consultations.states import MEETING, MeetingState
from core import clock, date_limits
from core.db import locks
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.text.texts import Texts

ABOUT = ("themes", "areas")
# These moves publish an edition: consultations.planning.announcement.
PUBLIC_MOVES = ("announce", "announce_again", "postpone")


class Topic(NamedTuple):
    """A planned topic; ``minutes`` is ``None`` if not set; ``axis``: the id of the stored topic that it changes."""

    title: Texts
    minutes: int | None = None
    axis: int | None = None


def create(*, by: User, axes: Iterable[Texts | Topic] = (), new_series: Texts = Texts(), **fields: Any) -> Meeting:
    """Create a meeting; ``fields`` are columns of :class:`~consultations.models.Meeting`. ``new_series`` begins a series."""
    about = {name: fields.pop(name) for name in ABOUT if name in fields}
    _check_days(fields)
    with transaction.atomic():
        meeting = Meeting(**_with_series(fields, new_series))
        meeting.key = _free_key(meeting)
        meeting.save()
        meeting.authors.add(by)
        _set_about(meeting, about)
        _set_axes(meeting, axes)
    return meeting


def edit(
    meeting: Meeting,
    *,
    by: User,
    version: int,
    axes: Iterable[Texts | Topic],
    new_series: Texts = Texts(),
    **fields: Any,
) -> Meeting:
    """Change the facts of the meeting, but not its key, which documents cite."""
    about = {name: fields.pop(name) for name in ABOUT if name in fields}
    _check_days(fields)
    with transaction.atomic():
        write(meeting, by=by)
        change(meeting, expected=version, **_with_series(fields, new_series))
        _set_about(meeting, about)
        _set_axes(meeting, axes)
        if "capacity" in fields:
            registrations.change_capacity(meeting)
    return meeting


def move(meeting: Meeting, *, by: User, move: str, sentence: str = "") -> Meeting:
    """A step that is not published: open, close, resume, note that a meeting was held, or discard a plan that was never announced."""
    with transaction.atomic():
        row = Meeting.objects.select_for_update().get(pk=meeting.pk)
        target = MEETING.target(move, row.state)
        if move in PUBLIC_MOVES or (move == "cancel" and row.state != MeetingState.DRAFT):
            raise DomainError(_("The public is informed of this step: take it on the page of the announcement."))
        if not row.record_is_open:
            raise DomainError(RECORD_IS_CLOSED)
        if move == "hold" and row.knows_its_day and row.held_on > clock.today():
            raise DomainError(_("The day of this meeting has not come yet."))
        if MEETING.by_name[move].needs_sentence and not sentence.strip():
            raise DomainError(_("Say why in a sentence."))
        row.state, row.state_sentence = target, sentence.strip()
        _note_times(row, move)
        if row.closed_at:
            intervals.end_all(row, at=row.closed_at)
        row.revision += 1
        row.save(update_fields=["state", "state_sentence", "opened_at", "closed_at", "revision"])
    return row


def _note_times(meeting: Meeting, move: str) -> None:
    """Store when the session was opened and closed. For a record that is typed in afterwards ``closed_at`` is the hour of the typing, from
    which the report is due."""
    if move == "open":
        meeting.opened_at = clock.now()
    meeting.closed_at = clock.now() if move in ("close", "hold") else None


def _check_days(fields: dict[str, Any]) -> None:
    for name in ("held_on", "answers_until"):
        date_limits.MEETINGS.check(fields.get(name))


def _with_series(fields: dict[str, Any], name: Texts) -> dict[str, Any]:
    return fields | {"series": Series.objects.create(name=name)} if name else fields


def _set_about(meeting: Meeting, about: dict[str, Any]) -> None:
    for name, rows in about.items():
        getattr(meeting, name).set(rows)


def _free_key(meeting: Meeting) -> str:
    base = f"{_known_day(meeting)}-{meeting.unit.key.replace('_', '-')}"[:70]
    locks.hold(f"meeting:{base}")
    taken = set(Meeting.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _known_day(meeting: Meeting) -> str:
    """2018-10-17, 2017-09, 2017: a key that is public holds no day that nobody knows."""
    when = meeting.when
    if when.year is None:
        return "undated"
    return "-".join([str(when.year), *(f"{part:02d}" for part in (when.month, when.day) if part is not None)])


def _set_axes(meeting: Meeting, topics: Iterable[Texts | Topic]) -> None:
    """Update the topics and keep their rows, since contributions and agenda items refer to them. The topic of outstanding demands stays first.

    A :class:`Topic` changes the row in ``axis``, or is new; plain titles change the stored rows in order. Raises
    :class:`~core.errors.DomainError` if a topic with contributions would be deleted.
    """
    outstanding = list(meeting.axes.filter(kind=Axis.Kind.OUTSTANDING))
    old = list(meeting.axes.exclude(kind=Axis.Kind.OUTSTANDING))
    given = list(topics)
    new = [topic for topic in map(_as_topic, given) if topic.title]
    rows = _named(new, old) if any(isinstance(each, Topic) for each in given) else _in_order(new, old)
    for gone in set(old) - set(rows):
        if gone.intervention_set.exists() or gone.runs.exists():
            raise DomainError(_("Something was said under the topic “%(topic)s”: it stays.") % {"topic": gone.title})
        gone.delete()
    for position, (topic, row) in enumerate(zip(new, rows, strict=True), start=1 + len(outstanding)):
        axis = row or Axis(meeting=meeting)
        if axis.pk is None or (axis.position, axis.title, axis.minutes) != (position, topic.title, topic.minutes):
            axis.position, axis.title, axis.minutes = position, topic.title, topic.minutes
            axis.save()


def _named(topics: list[Topic], stored: list[Axis]) -> list[Axis | None]:
    by_id = {axis.pk: axis for axis in stored}
    return [by_id.pop(topic.axis, None) if topic.axis else None for topic in topics]


def _in_order(topics: list[Topic], stored: list[Axis]) -> list[Axis | None]:
    return [stored[at] if at < len(stored) else None for at in range(len(topics))]


def _as_topic(topic: Texts | Topic) -> Topic:
    return topic if isinstance(topic, Topic) else Topic(topic)
