"""Shorthands of the tests of the inbox and of its pages."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from proposals.models import Concern

INBOX = "/staff/concerns/"
SECRET = "كلمات لا يقرؤها إلا من يفتح"


def page_of(concern: Concern) -> str:
    return f"{INBOX}{concern.pk}/"


def promise(concern: Concern, **left: float) -> None:
    Concern.objects.filter(pk=concern.pk).update(due_at=timezone.now() + dt.timedelta(**left))


def queries(desk: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(page).status_code == 200
    return len(captured)
