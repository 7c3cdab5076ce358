"""Executes messages of recording devices: each in one transaction, exactly once; a repeated message gets the same result."""

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

MAX_AGE = dt.timedelta(days=31)
DOERS: dict[str, Callable[..., contribution_operations.Json]] = {
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
    """``device`` distinguishes several devices of one person; "" if there is only one."""

    by: User
    device: str


class Clock:
    """Converts times of a device to server time. The device's clock may be wrong, or may have been corrected in the meantime."""

    def __init__(self, sent_at: dt.datetime, now: dt.datetime) -> None:
        self.sent_at, self.now = sent_at, now

    def corrected(self, times: Sequence[dt.datetime]) -> list[dt.datetime]:
        """Server times in the same order, not decreasing, none later than now. Later times are more reliable: earlier ones are adjusted."""
        latest, found = self.now, []
        for at in reversed(times):
            age = max(dt.timedelta(), min(self.sent_at - at, MAX_AGE))
            latest = min(latest, self.now - age)
            found.append(latest)
        return found[::-1]


def receive(meeting: Meeting, batch: messages.Batch, *, by: User) -> list[dict[str, Any]]:
    """The results of the messages of ``batch``, in order."""
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
        # The same uid was inserted concurrently through another meeting; a retry finds it.
        return _perform(meeting, message, sender, at)


def _perform(meeting: Meeting, message: Any, sender: Sender, at: dt.datetime) -> dict[str, Any]:
    """Simultaneous copies of one message wait for the lock on the meeting's row, then find the result of the first."""
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
        # Confidential contributions are sent immediately, before older messages in the queue, so they do not affect the order.
        at = at if message.confidential else max(at, _last_said(meeting, sender) or at)
    kept = _outcome(meeting, message, sender.by, at)
    # Not stored if a row is unknown: it may arrive later, and the message may then be sent again.
    if not kept.get("unknown"):
        is_queued = message.op == "contribute" and not message.confidential
        place = {"device": sender.device, "said_at": at.isoformat()} if is_queued else {}
        Operation.objects.create(
            uid=message.uid, meeting=meeting, by=sender.by, kind=message.op, answer={"result": kept, **place}
        )
    return _answer(meeting, message.uid, {"result": kept})


def _outcome(meeting: Meeting, message: Any, by: User, at: dt.datetime) -> dict[str, Any]:
    try:
        with transaction.atomic():
            result = DOERS[message.op](meeting, message, by=by, at=at)
    except Conflict as conflict:
        return {"status": "conflict", "sentence": str(conflict.message), "of": conflict.of}
    except Unknown as unknown:
        return {"status": "refused", "sentence": str(unknown.message), "unknown": True}
    except DomainError as refusal:
        return {"status": "refused", "sentence": str(refusal.message)}
    except IntegrityError as error:
        return {"status": "refused", "sentence": sentence_of(error)}
    return {"status": "done", "sentence": "", **result}


def _answer(meeting: Meeting, uid: uuid.UUID, answer: dict[str, Any]) -> dict[str, Any]:
    """Add the stored version in case of a conflict. It is read now, since the stored result has no texts."""
    result = dict(answer["result"])
    if of := result.pop("of", None):
        result["stored"] = state.stored(meeting, *of)
    return {"uid": str(uid), **result}


def _last_said(meeting: Meeting, sender: Sender) -> dt.datetime | None:
    """The time of this device's last contribution: its next contribution is later, whatever its clock says."""
    own = Operation.objects.filter(
        meeting=meeting, by=sender.by, kind="contribute", answer__device=sender.device, answer__result__status="done"
    )
    last = own.order_by("-at", "-pk").values_list("answer__said_at", flat=True).first()
    return parse_datetime(last) if last else None


def _unreadable(message: messages.Bad) -> dict[str, Any]:
    return _refused(
        message.uid, gettext("This message cannot be read. The page may be older than the server: load it again.")
    )


def _refused(uid: uuid.UUID, sentence: str) -> dict[str, Any]:
    return {"uid": str(uid), "status": "refused", "sentence": sentence}
