"""A recording device, as a test holds it."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.test import Client
from django.utils import timezone

from consultations.models import Meeting
from tests.portal.staff.desk import signed_in


class Device:
    def __init__(self, user: Any, meeting: Meeting, name: str = "") -> None:
        self.client: Client = signed_in(user)
        self.meeting, self.name = meeting, name
        self.url = f"/staff/live/{meeting.pk}"

    def post(self, body: Any) -> Any:
        body = body if isinstance(body, bytes | str) else json.dumps(body)
        return self.client.post(f"{self.url}/batch/", body, content_type="application/json")

    def send(self, *operations: dict[str, Any], sent_at: Any = None) -> list[dict[str, Any]]:
        answer = self.post(
            {
                "operations": list(operations),
                "sent_at": (sent_at or timezone.now()).isoformat(),
                "device": self.name,
            }
        )
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()["results"]

    def state(self, **query: Any) -> dict[str, Any]:
        answer = self.client.get(f"{self.url}/state.json", query)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()


def operation(op: str, *, at: Any = None, **fields: Any) -> dict[str, Any]:
    return {"uid": str(uuid.uuid4()), "op": op, "at": (at or timezone.now()).isoformat(), **fields}


def said(text: str = "قول", **fields: Any) -> dict[str, Any]:
    fields.setdefault("contribution", str(uuid.uuid4()))
    return operation("contribute", language="ar", text=text, **fields)


def marked(*contributions: dict[str, Any], kind: str = "concern", title: str = "نقطة", **fields: Any) -> dict[str, Any]:
    uids = [each["contribution"] for each in contributions]
    fields.setdefault("point", str(uuid.uuid4()))
    return operation("mark", kind=kind, title=title, language="ar", contributions=uids, **fields)
