"""Shorthands of the tests of the inbox and of its pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from proposals.models import Concern

INBOX = "/staff/concerns/"
SECRET = "كلمات لا يقرؤها إلا من يفتح"


def page_of(concern: Concern) -> str:
    return f"{INBOX}{concern.pk}/"


def promise(concern: Concern, **left: float) -> None:
    Concern.objects.filter(pk=concern.pk).update(due_at=timezone.now() + dt.timedelta(**left))


def shown(answer: Any) -> list[Concern]:
    """The concerns of a page of the list, in its order."""
    return [row.concern for _group, rows in answer.context["groups"] for row in rows]
