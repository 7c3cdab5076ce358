"""What holds for everything that a second person approves: what was read is what is published, by nobody who wrote it (ADR 27)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consultations.models import Meeting, Report
from consultations.reports import steps as reports
from partners.actions import associations
from portal.staff.findings import marks
from proposals.demands import follow_up as follow_ups
from publications.models import Edition
from publications.pending import PendingPublication, unpacked
from reference import actions as reference
from reference.models import Helpline, PoliceUnit, Theme
from tests import factories
from tests.consultations.reports.wordings import wording
from tests.factories import text
from tests.portal.staff.desk import signed_in
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
OTHER_WORDS = "كلام لم يقرأه أحد"


@dataclass
class Case:
    """``approver`` may approve, ``author`` has the same function and wrote in it; ``change`` is made by a third person."""

    page: str
    step: str
    approver: User
    author: User
    change: Callable[[], Any]
    typed: dict[str, str] = field(default_factory=dict)

    def read(self, desk: Client) -> dict[str, str]:
        """What the form of the approval sends back."""
        sent = fields(desk.get(self.page), self.step)
        return {name: value for name, (value,) in sent.items()} | self.typed


def report() -> Case:
    editor, author = factories.staff("editor"), factories.staff("head")
    row = factories.report(by=editor)
    reports.edit(row, by=author, **wording(row, title=text("عنوان")))
    reports.submit(row, by=editor)

    def change() -> None:
        reports.return_(row, by=editor, sentence="راجع")
        reports.edit(Report.objects.get(), by=editor, **wording(Report.objects.get(), lead=text(OTHER_WORDS)))
        reports.submit(row, by=editor)

    return Case(
        page=reverse("staff:report", args=[row.pk]),
        step=reverse("staff:report_approve", args=[row.pk]),
        approver=factories.staff("head"),
        author=author,
        change=change,
        typed={"has_read": "on"},
    )


def follow_up() -> Case:
    editor, author = factories.staff("editor"), factories.staff("head")
    row = factories.follow_up(by=author)
    follow_ups.send(row, by=editor)

    def change() -> None:
        follow_ups.take_back(row, by=editor)
        row.refresh_from_db()
        wording = follow_ups.Wording(move="study", sentence=text(OTHER_WORDS))
        follow_ups.send(follow_ups.save(row, by=editor, version=row.version, wording=wording), by=editor)

    return Case(
        page=reverse("staff:follow_up_read", args=[row.pk]),
        step=reverse("staff:follow_up_approve", args=[row.pk]),
        approver=factories.staff("head"),
        author=author,
        change=change,
    )


def announcement() -> Case:
    author = factories.staff("head")
    row = factories.meeting(by=author)
    return Case(
        page=reverse("staff:announcement", args=[row.pk]),
        step=reverse("staff:meeting_announce", args=[row.pk]),
        approver=factories.staff("head"),
        author=author,
        change=lambda: Meeting.objects.update(title=text(OTHER_WORDS)),
    )


def directory_entry() -> Case:
    """A theme that the page shows is changed: the profile keeps its version."""
    author = factories.staff("moderator")
    row = factories.full_association(by=author)
    member = factories.representative(row)
    associations.agree(row, by=member, version=row.version, in_directory=True, shows=["seat"])
    return Case(
        page=reverse("staff:association", args=[row.pk]),
        step=reverse("staff:association_publish", args=[row.pk]),
        approver=factories.staff("moderator"),
        author=author,
        change=lambda: Theme.objects.filter(pk=factories.theme().pk).update(name=text(OTHER_WORDS)),
    )


def listed(kind: str, model: Any) -> Case:
    author = factories.staff("editor")
    entry, other = model.objects.order_by("position")[:2]
    reference.change_entry(entry, by=author, version=entry.version, name=text("اسم جديد"))
    return Case(
        page=reverse("staff:reference_list", args=[kind]),
        step=reverse("staff:reference_publish", args=[kind]),
        approver=factories.staff("editor"),
        author=author,
        change=lambda: model.objects.filter(pk=other.pk).update(name=text(OTHER_WORDS)),
    )


KINDS: dict[str, Callable[[], Case]] = {
    "report": report,
    "follow-up of a demand": follow_up,
    "announcement": announcement,
    "directory entry": directory_entry,
    "reference list": lambda: listed("unit", PoliceUnit),
    "helplines": lambda: listed("helpline", Helpline),
}


@pytest.fixture(params=KINDS)
def case(request: pytest.FixtureRequest) -> Case:
    return KINDS[request.param]()


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[PendingPublication]:
    """Every publication that is composed."""
    found: list[PendingPublication] = []
    original = PendingPublication.__init__

    def counted(self: PendingPublication, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        found.append(self)

    monkeypatch.setattr(PendingPublication, "__init__", counted)
    # What a page shows is a copy with marks on its words.
    monkeypatch.setattr(marks, "marked", lambda pending: pending)
    return found


def new_editions(since: int) -> dict[str, Any]:
    """The bodies of the editions after number ``since`` of the whole chain, by kind and key of their documents."""
    rows = Edition.objects.filter(sequence__gt=since).select_related("document")
    return {str(row.document): row.envelope["body"] for row in rows}


def test_approval_of_what_was_not_read_is_refused_with_the_differences(case: Case) -> None:
    desk, before = signed_in(case.approver), Edition.objects.count()
    read = case.read(desk)
    case.change()

    refused = desk.post(case.step, read)

    assert refused.status_code == 409
    assert f"<ins>{OTHER_WORDS}</ins>" in refused.content.decode()
    assert Edition.objects.count() == before
    assert desk.post(case.step, fields(refused, case.step) | case.typed).status_code == 302
    assert Edition.objects.count() > before


def test_approval_publishes_the_documents_that_its_form_carried(case: Case) -> None:
    desk, before = signed_in(case.approver), Edition.objects.count()
    read = case.read(desk)

    approved = desk.post(case.step, read)

    carried = unpacked(read["read"], read["seen"])["documents"]
    assert approved.status_code == 302
    assert new_editions(before) == {name: facts["body"] for name, facts in carried.items()}
    assert len(carried) == (3 if "report" in case.step else 1)


def test_approval_by_an_author_is_refused(case: Case) -> None:
    desk, before = signed_in(case.author), Edition.objects.count()
    read = case.read(signed_in(case.approver))

    shown, refused = desk.get(case.page), desk.post(case.step, read)

    assert case.step not in shown.content.decode()
    assert refused.status_code == 403
    assert Edition.objects.count() == before
    assert signed_in(case.approver).post(case.step, read).status_code == 302


def test_page_and_approval_compose_the_publication_once(case: Case, composed: list[PendingPublication]) -> None:
    desk = signed_in(case.approver)

    read = case.read(desk)
    (shown,) = composed
    desk.post(case.step, read)
    (_shown, published) = composed

    assert shown.fingerprint == published.fingerprint == read["seen"]
