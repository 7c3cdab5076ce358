"""A training that is public, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from cooperation.models import Enrolment, Training
from cooperation.trainings import enrolments, presence
from cooperation.trainings.drafts import TRAININGS, add_session
from core.text.texts import Texts
from core.time_travel import happening
from core.zone import ZONE
from partners.models import Association
from tests import factories
from tests.days import in_days


def training(*, by: User, first: dt.date | None = None, sessions: int = 2, **values: Any) -> Training:
    first = first or in_days(10)
    given = {
        "topic": "child_protection",
        "title": Texts(ar="حماية الأطفال", fr="Protéger les enfants"),
        "summary": Texts(ar="ما يقوله القانون.", fr="Ce que dit la loi."),
        "audience": Texts(ar="أطر الجمعيات", fr="Cadres des associations"),
        "venue": Texts(ar="مقر المنطقة الأمنية الثانية", fr="District de police 2"),
        "capacity": 3,
        "share": 2,
        "enrol_until": first - dt.timedelta(days=3),
        "needed_sessions": sessions,
        **values,
    }
    row = TRAININGS.begin(by=by, **given)
    for number in range(sessions):
        add_session(
            row, by=by, day=first + dt.timedelta(days=number), starts_at=dt.time(17, 30), ends_at=dt.time(19, 30),
            title=Texts(ar="حقوق الطفل", fr="Droits de l’enfant"), trainer=Texts(ar="أستاذ جامعي", fr="Universitaire"),
        )  # fmt: skip
    return row


def submitted(row: Training, *, by: User) -> Training:
    factories.keep_findings(TRAININGS.compose(row), by=by)
    return TRAININGS.submit(row, by=by)


def approve(row: Training, *, by: User | None = None) -> Training:
    return TRAININGS.approve(row, by=by or factories.staff("head"), seen=TRAININGS.compose(row).fingerprint)


def published(**values: Any) -> Training:
    editor = factories.staff("editor")
    return approve(submitted(training(by=editor, **values), by=editor))


def enrolled(row: Training, of: Association | None = None, name: str = "ليلى") -> Enrolment:
    association = of or factories.association()
    by = association.memberships.current().first()
    user = by.user if by else factories.representative(association)
    return enrolments.enrol(row, association=association, by=user, participant=name)


def evening(row: Training, number: int = -1) -> dt.datetime:
    """After a session, by default the last one."""
    return dt.datetime.combine(list(row.sessions.all())[number].day, dt.time(20), ZONE)


def attended(row: Training, of: Association | None = None, name: str = "ليلى") -> Enrolment:
    """Enrolled now, and present in all sessions."""
    found = enrolled(row, of, name)
    with happening(evening(row)):
        for session in row.sessions.all():
            presence.note(found, session=session, by=factories.staff("recorder"))
    return found
