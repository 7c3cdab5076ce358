"""Messages of recording devices: each is one transaction, done once however often it comes, and answered the same each time."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from accounts.models import User
from consultations.models import Meeting, Operation
from consultations.recorder import contribution_operations, messages, point_operations, state
from consultations.recorder.contribution_operations import Conflict, Unknown
from core.db.constraint_messages import sentence_of
from core.errors import DomainError

OLDEST = dt.timedelta(days=31)
DOERS: dict[str, Callable[..., contribution_operations.Told]] = {
    "contribute": contribution_operations.contribute,
    "amend": contribution_operations.amend,
    "withdraw": contribution_operations.withdraw,
    "mark": point_operations.mark,
    "remark": point_operations.remark,
    "unmark": point_operations.unmark,
    "arrive": point_operations.arrive,
    "ask": point_operations.ask,
    "give": point_operations.give,
    "stop": point_operations.stop,
    "stand_down": point_operations.stand_down,
    "place": point_operations.place,
    "run_axis": point_operations.run_axis,
    "pause": point_operations.pause,
}


class Sender(NamedTuple):
    """``device`` tells apart the devices of one person; empty where the person has only one."""

    by: User
    device: str


class Clock:
    """Turns the times of a device into ours. Its clock may be wrong, or have been set right while it was writing."""

    def __init__(self, sent_at: dt.datetime, now: dt.datetime) -> None:
        self.sent_at, self.now = sent_at, now

    def corrected(self, times: Sequence[dt.datetime]) -> list[dt.datetime]:
        """In the order of ``times``, none later than now. The last ones are the surest: earlier ones give way."""
        latest, found = self.now, []
        for at in reversed(times):
            age = max(dt.timedelta(), min(self.sent_at - at, OLDEST))
            latest = min(latest, self.now - age)
            found.append(latest)
        return found[::-1]


def receive(meeting: Meeting, batch: messages.Batch, *, by: User) -> list[dict[str, Any]]:
    """What to answer to each message of ``batch``, in its order."""
    sender = Sender(by, batch.device)
    clock = Clock(batch.sent_at, timezone.now())
    times = iter(clock.corrected([each.at for each in batch.operations if not isinstance(each, messages.Bad)]))
    return [
        _unreadable(each) if isinstance(each, messages.Bad) else perform(meeting, each, sender, at=next(times))
        for each in batch.operations
    ]


def perform(meeting: Meeting, message: Any, sender: Sender, *, at: dt.datetime) -> dict[str, Any]:
    try:
        return _perform(meeting, message, sender, at)
    except IntegrityError:
        # In the same moment its number came to another meeting, whose lock is another. It is stored now, and found.
        return _perform(meeting, message, sender, at)


def _perform(meeting: Meeting, message: Any, sender: Sender, at: dt.datetime) -> dict[str, Any]:
    """The lock on the meeting's row makes twenty simultaneous copies of one message wait for the first."""
    with transaction.atomic():
        row = Meeting.objects.select_for_update(of=["self"]).select_related("unit").get(pk=meeting.pk)
        found = Operation.objects.filter(pk=message.uid).first()
        if found is None:
            return _done_now(row, message, sender, at)
    if (found.meeting_id, found.by_id) != (meeting.pk, sender.by.pk):
        return _refused(message.uid, gettext("Another message was sent under this number."))
    return _answer(row, message.uid, found.answer)


def _done_now(meeting: Meeting, message: Any, sender: Sender, at: dt.datetime) -> dict[str, Any]:
    if message.op == "contribute":
        # A confidential one is sent at once and may overtake what waits in the queue: it orders nothing but itself.
        at = at if message.confidential else max(at, _last_said(meeting, sender) or at)
    kept = _outcome(meeting, message, sender.by, at)
    # What is not known yet may come: the same message may then be sent again.
    if not kept.get("unknown"):
        is_queued = message.op == "contribute" and not message.confidential
        place = {"device": sender.device, "said_at": at.isoformat()} if is_queued else {}
        Operation.objects.create(
            uid=message.uid, meeting=meeting, by=sender.by, kind=message.op, answer={"told": kept, **place}
        )
    return _answer(meeting, message.uid, {"told": kept})


def _outcome(meeting: Meeting, message: Any, by: User, at: dt.datetime) -> dict[str, Any]:
    try:
        with transaction.atomic():
            told = DOERS[message.op](meeting, message, by=by, at=at)
    except Conflict as conflict:
        return {"status": "conflict", "sentence": str(conflict.message), "of": conflict.of}
    except Unknown as unknown:
        return {"status": "refused", "sentence": str(unknown.message), "unknown": True}
    except DomainError as refusal:
        return {"status": "refused", "sentence": str(refusal.message)}
    except IntegrityError as error:
        return {"status": "refused", "sentence": sentence_of(error)}
    return {"status": "done", "sentence": "", **told}


def _answer(meeting: Meeting, uid: uuid.UUID, answer: dict[str, Any]) -> dict[str, Any]:
    """What is stored instead is looked up now: the kept answer holds no words."""
    told = dict(answer["told"])
    if of := told.pop("of", None):
        told["stored"] = state.stored(meeting, *of)
    return {"uid": str(uid), **told}


def _last_said(meeting: Meeting, sender: Sender) -> dt.datetime | None:
    """When this device's last contribution was said: its own next one comes later, whatever its clock says."""
    own = Operation.objects.filter(
        meeting=meeting, by=sender.by, kind="contribute", answer__device=sender.device, answer__told__status="done"
    )
    last = own.order_by("-at", "-pk").values_list("answer__said_at", flat=True).first()
    return parse_datetime(last) if last else None


def _unreadable(message: messages.Bad) -> dict[str, Any]:
    return _refused(
        message.uid, gettext("This message cannot be read. The page may be older than the server: load it again.")
    )


def _refused(uid: uuid.UUID, sentence: str) -> dict[str, Any]:
    return {"uid": str(uid), "status": "refused", "sentence": sentence}
