"""A training that is public, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from cooperation.models import Certificate, Enrolment, Training
from cooperation.trainings import certificates, enrolments, presence
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
    by = association.memberships.current().select_related("user").first()
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


def every_state(people: dict[str, User]) -> dict[str, Training]:
    """One for each state."""
    editor, head, found = people["editor"], people["head"], {}
    for state in ("drafting", "in_review", "published", "withdrawn"):
        row = training(by=editor)
        if state != "drafting":
            row = submitted(row, by=editor)
        if state in {"published", "withdrawn"}:
            row = approve(row, by=head)
        if state == "withdrawn":
            row = TRAININGS.withdraw(row, by=head, sentence=Texts(ar="سُحب"))
        found[state] = row
    return found


def certified(row: Training, *, by: User, head: User) -> Certificate:
    """Of a participant of the association of ``by``, who was there."""
    found = attended(row, Association.objects.visible_to(by).get())
    with happening(evening(row)):
        certificates.issue(row, by=head)
    return found.certificates.get()


def addresses(rows: dict[str, Training], made: Certificate) -> dict[str, dict[str, Any]]:
    """What stands in the addresses of trainings in the world to attack."""
    steps = {
        "edit": "drafting", "submit": "drafting", "approve": "in_review", "return": "in_review",
        "correct": "published", "withdraw": "published", "redraft": "withdrawn",
    }  # fmt: skip
    public, place, token = rows["published"], {"pk": made.enrolment_id}, {"token": enrolments.token_of(made.enrolment)}
    key, session = {"key": public.key}, {"pk": rows["drafting"].sessions.all()[0].pk}
    found: dict[str, dict[str, Any]] = {
        f"staff:training_{step}": {"pk": rows[state].pk} for step, state in steps.items()
    }
    found |= {f"staff:training_{name}": {"pk": public.pk} for name in ("participants", "door", "issue")}
    found |= {f"staff:training_session_{name}": session for name in ("edit", "remove")}
    found |= {f"members:enrolment{name}": place for name in ("", "_give_back", "_forget")}
    return found | {
        "staff:training": {"pk": rows["in_review"].pk},
        "staff:training_session_new": {"pk": rows["drafting"].pk},
        "staff:training_remove": place,
        "staff:training_take_back": {"pk": made.enrolment.presences.all()[0].pk},
        **{f"staff:training_certificate{name}": {"pk": made.pk} for name in ("", "_revoke", "_replace")},
        "members:training_enrol": key,
        "members:enrolment_certificate": place | {"language": "ar"},
        "training_pass": token,
        "training_pass_qr": token,
        "training_pass_certificate": token | {"language": "fr"},
        "certificate": {"code": made.code},
        "public:training": key,
        "public:training_json": key,
        "public:training_editions": key,
        "public:training_edition": key | {"number": 1},
        "public:training_edition_json": key | {"number": 1},
    }
