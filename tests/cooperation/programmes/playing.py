"""Awareness programmes of the cell and of associations, for tests."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from cooperation.convergence import steps
from cooperation.models import Convergence, Programme, ProgrammeReport, ProgrammeSession
from cooperation.programmes import drafting, reports, sessions
from cooperation.programmes.drafting import PROGRAMMES
from core.text.texts import Texts
from partners.models import Association
from reference.models import Area, Institution, Theme
from tests import factories
from tests.days import in_days

FAR = 7
"""Days from today to the first day of a programme."""


def school(key: str = "school_example") -> Institution:
    found, _is_new = Institution.objects.get_or_create(
        key=key, defaults={"name": Texts(ar="إعدادية المثال", fr="Collège Exemple"), "kind": Institution.Kind.EDUCATION}
    )
    return found


def facts(**values: Any) -> dict[str, Any]:
    return {
        "title": Texts(ar="مدرسة آمنة", fr="École sûre"),
        "summary": Texts(ar="حصص عن العبور الآمن.", fr="Séances sur la traversée."),
        "audiences": ["middle"],
        "begins_on": in_days(FAR),
        "ends_on": in_days(FAR + 30),
        "themes": Theme.objects.filter(key="schools_surroundings"),
        "areas": Area.objects.filter(key="meknes"),
    } | values


def of_cell(*, by: User | None = None, **values: Any) -> Programme:
    return PROGRAMMES.begin(by=by or factories.staff("editor"), **facts(**values))


def proposed(association: Association | None = None, *, by: User | None = None, **values: Any) -> Programme:
    association = association or factories.verified_association()
    by = by or factories.representative(association)
    title = Texts(ar="أصدقاء الطريق", fr="Amis de la route")
    return drafting.propose(association, by=by, **facts(**{"title": title} | values))


def session(of: Programme, *, by: User | None = None, day: Any = None, **values: Any) -> ProgrammeSession:
    given = {"day": day or of.begins_on, "area": Area.objects.get(key="meknes")}
    return sessions.save(of, by=by or factories.staff("editor"), **given | values)


def submitted(row: Programme, *, by: User) -> Programme:
    factories.keep_findings(PROGRAMMES.compose(row), by=by)
    return PROGRAMMES.submit(row, by=by)


def approve(row: Programme) -> Programme:
    return PROGRAMMES.approve(row, by=factories.staff("head"), seen=PROGRAMMES.compose(row).fingerprint)


def published(row: Programme) -> Programme:
    return approve(submitted(row, by=factories.staff("editor")))


def offered(row: Convergence, *, by: User | None = None, offer: str = "programme") -> Convergence:
    return steps.offer(row, by=by or factories.staff("editor"), offer=offer, sentence=Texts(ar="هل نلتقي؟"))


def agreed(row: Convergence, *, by: User) -> Convergence:
    """To what was offered last."""
    return steps.agree(row, by=by, seen=steps.newest_offer(row))


def every_state(people: dict[str, User]) -> dict[str, Any]:
    """For the security scene: programmes of A, one for each state; a session, a report, and pairs in three states."""
    editor, head, member = people["editor"], people["head"], people["association_a"]
    association = Association.objects.visible_to(member).get()
    found: dict[str, Any] = {}
    for number, state in enumerate(("drafting", "in_review", "published", "withdrawn")):
        days = {"begins_on": in_days(100 * number + 10), "ends_on": in_days(100 * number + 40)}
        row = proposed(association, by=member, **days)
        if state == "drafting":
            found["session"] = session(row, by=member)
        else:
            row = submitted(row, by=editor)
        if state in {"published", "withdrawn"}:
            row = PROGRAMMES.approve(row, by=head, seen=PROGRAMMES.compose(row).fingerprint)
        if state == "withdrawn":
            row = PROGRAMMES.withdraw(row, by=head, sentence=Texts(ar="سُحب"))
        found[state] = row
    of_cell(by=editor, begins_on=in_days(10), ends_on=in_days(240))
    found["offered"] = offered(Convergence.objects.get(first=found["drafting"]), by=editor)
    found["suggested"] = Convergence.objects.get(first=found["in_review"])
    found["report"] = told(found["published"], by=member)
    return found


def told(row: Programme, *, by: User, **values: Any) -> ProgrammeReport:
    return reports.report(row, by=by, **{"language": "ar", "text": "حضر التلاميذ.", "progress": "done"} | values)


def addresses(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Of the security scene: what each address names."""
    steps = {
        "edit": "drafting", "submit": "drafting", "session_new": "drafting", "approve": "in_review", "return": "in_review",
        "correct": "published", "withdraw": "published", "redraft": "withdrawn",
    }  # fmt: skip
    key = {"key": found["published"].key}
    given: dict[str, dict[str, Any]] = {"staff:programme": {"pk": found["in_review"].pk}}
    given |= {f"staff:programme_{step}": {"pk": found[state].pk} for step, state in steps.items()}
    for part in ("session", "session_remove"):
        given[f"staff:programme_{part}"] = {"pk": found["session"].pk}
    for part in ("report", "report_take", "report_decline"):
        given[f"staff:programme_{part}"] = {"pk": found["report"].pk}
    given["members:programme_session_remove"] = {"pk": found["session"].pk}
    given["members:programme_report"] = {"pk": found["published"].pk}
    for name in ("programme", "programme_edit", "programme_session_new"):
        given[f"members:{name}"] = {"pk": found["drafting"].pk}
    for name in ("offer", "postpone", "dismiss"):
        given[f"staff:convergence_{name}"] = {"pk": found["suggested"].pk}
    given["staff:convergence"] = {"pk": found["suggested"].pk}
    for name in ("agree", "counter", "decline"):
        given[f"staff:convergence_{name}"] = given[f"members:convergence_{name}"] = {"pk": found["offered"].pk}
    given["members:convergence"] = {"pk": found["offered"].pk}
    given["public:programme_calendar_month"] = {"year": 2018, "month": 10}
    for name in ("programme", "programme_ics", "programme_json", "programme_editions"):
        given[f"public:{name}"] = key
    for name in ("programme_edition", "programme_edition_json"):
        given[f"public:{name}"] = key | {"number": 1}
    return given
