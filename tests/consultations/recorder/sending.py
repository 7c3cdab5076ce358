"""Helpers: send messages like a device, and read the record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from consultations.models import Meeting
from consultations.recorder import messages, operations

HOUR = dt.timedelta(hours=1)


def send(
    at: Meeting, *sent: dict[str, Any], by: Any, device: str = "", sent_at: dt.datetime | None = None
) -> list[dict[str, Any]]:
    raw = {"operations": list(sent), "sent_at": (sent_at or timezone.now()).isoformat(), "device": device}
    return operations.receive(at, messages.batch(raw), by=by)


def statuses(results: list[dict[str, Any]]) -> list[str]:
    return [result["status"] for result in results]


def written(at: Meeting) -> list[str]:
    return [row.text.ar for row in at.interventions.order_by("position", "pk")]
