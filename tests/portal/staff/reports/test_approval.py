"""What the second pair of eyes is shown before a report becomes public."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from consultations.models import Meeting, Report
from consultations.planning import meetings
from consultations.reports.approval import pending_report
from core.text.texts import Texts
from partners.models import Association
from portal.staff.reports.approval import demand_wordings, meeting_page
from proposals.demands import ledger
from proposals.models import Demand
from tests import factories
from tests.factories import text
from tests.portal.staff.desk import posted, signed_in

pytestmark = pytest.mark.django_db


def reword(demand: Demand, title: str, details: str = "") -> None:
    ledger.reword(
        demand,
        by=factories.scribe(),
        version=demand.version,
        title=text(title),
        details=Texts(ar=details),
        themes=[factories.theme()],
        areas=[],
        owner_unit=None,
    )


def test_review_shows_the_wording_of_demands_that_the_approval_publishes(
    client: Client, editor: Any, head: Any
) -> None:
    report = factories.report_in_review(by=editor)
    reword(Demand.objects.get(), "صياغة لم يرها أحد بعد", "الاتصال على 0612345678")
    client.force_login(head)

    page = client.get(f"/staff/reports/{report.pk}/")

    html = page.content.decode()
    assert "صياغة لم يرها أحد بعد" in html
    assert '<mark class="find" id="words-1">0612345678<sup class="no">1 ' in html
    assert [row.words for row in page.context["found"].open] == ["0612345678"]


@pytest.mark.slow
def test_review_leaves_out_demands_that_the_public_knows_in_these_words(editor: Any, head: Any) -> None:
    first = factories.published_report(by=editor, head=head)
    demand = Demand.objects.get()
    meeting = factories.meeting()
    factories.demand_point(meeting, of=demand)

    meetings.move(meeting, by=editor, move="open")
    second = factories.report_in_review(by=editor, at=meetings.move(meeting, by=editor, move="close"))
    assert demand_wordings(pending_report(first)) == demand_wordings(pending_report(second)) == []

    reword(demand, "صياغة جديدة")

    assert [(each.document.key, each.is_new) for each in demand_wordings(pending_report(second))] == [
        (demand.key, False)
    ]


@pytest.mark.slow
def test_review_shows_what_the_page_of_the_meeting_tells_and_approves_nothing_else(editor: Any, head: Any) -> None:
    meeting = factories.closed_meeting(by=editor)
    report = factories.report_in_review(by=editor, at=meeting)
    Meeting.objects.filter(pk=meeting.pk).update(
        invitation_rule=text("قاعدة لم يقرأها أحد، 0612345678"), map_url="https://example.org/elsewhere"
    )
    desk, approval = signed_in(head), factories.having_read(report)

    answer = desk.get(f"/staff/reports/{report.pk}/")
    Meeting.objects.filter(pk=meeting.pk).update(map_url="https://example.net/changed-since")
    refused = desk.post(f"/staff/reports/{report.pk}/approve/", approval)
    factories.keep_findings(pending_report(Report.objects.get(), approver=head), by=head)
    taken = desk.post(f"/staff/reports/{report.pk}/approve/", factories.having_read(report))

    html = answer.content.decode()
    assert "قاعدة لم يقرأها أحد" in html
    assert "https://example.org/elsewhere" in html
    assert [row.words for row in answer.context["found"].open] == ["0612345678"]
    assert (refused.status_code, taken.status_code) == (409, 302)


@pytest.mark.slow
def test_review_leaves_out_a_page_of_the_meeting_that_the_public_knows(editor: Any, head: Any) -> None:
    report = factories.published_report(by=editor, head=head)

    assert meeting_page(pending_report(report)) is None

    Meeting.objects.update(title=text("عنوان آخر"))
    assert getattr(meeting_page(pending_report(Report.objects.get())), "title", None) == text("عنوان آخر")


@pytest.mark.slow
def test_review_shows_the_new_name_of_an_association_in_the_ledger_of_a_demand(editor: Any, head: Any) -> None:
    first, demand = factories.meeting(), factories.demand()
    association = factories.association(name=text("جمعية الحي"))
    speaker = factories.present(first, side="civil_society", association=association, shows_association=True)
    said = factories.contribution(first, speaker=speaker)
    factories.demand_point(first, of=demand, interventions=[said])
    second = factories.meeting()
    factories.demand_point(second, of=demand)
    for meeting in (first, second):
        meetings.move(meeting, by=editor, move="open")
        meetings.move(meeting, by=editor, move="close")
    factories.published_report(by=editor, head=head, at=first)
    report = factories.report_in_review(by=editor, at=second)
    unchanged = demand_wordings(pending_report(report))

    Association.objects.filter(pk=association.pk).update(name=text("اسم لم يقرأه أحد"))

    assert unchanged == []
    assert [each.names for each in demand_wordings(pending_report(report))] == [[text("اسم لم يقرأه أحد")]]
    assert "اسم لم يقرأه أحد" in signed_in(head).get(f"/staff/reports/{report.pk}/").content.decode()


@pytest.mark.slow
def test_review_shows_a_new_demand_beside_other_words_of_the_report_and_leads_to_mend_it(
    client: Client, editor: Any, head: Any
) -> None:
    report = factories.report(by=editor)
    demand = Demand.objects.get()
    reword(demand, "صياغة المطلب")
    client.force_login(editor)
    page = f"/staff/reports/{report.pk}/"

    html = client.get(page).content.decode()

    assert ("مطلب" in html, "صياغة المطلب" in html) == (True, True)
    mend = f"/staff/demands/{demand.pk}/edit/?report={report.pk}"
    assert mend in html
    saved = client.post(mend, posted(client.get(mend).context["form"]) | {"title_ar": "مطلب"})
    assert (saved.status_code, saved.url) == (302, page)
    [wording] = client.get(page).context["wordings"]
    assert (wording.document.title, wording.reported) == (text("مطلب"), Texts())


def test_page_of_a_report_says_what_is_missing_before_it_is_sent(client: Client, editor: Any) -> None:
    report = factories.report(by=editor)
    Report.objects.filter(pk=report.pk).update(title=Texts(fr="En français"))
    client.force_login(editor)

    response = client.get(f"/staff/reports/{report.pk}/")

    assert [gap.key for gap in response.context["missing"]] == ["title"]
    assert client.post(f"/staff/reports/{report.pk}/submit/").status_code == 409


def test_form_of_the_wording_asks_for_arabic_at_the_field(client: Client, editor: Any) -> None:
    page = f"/staff/reports/{factories.report(by=editor).pk}/edit/"
    client.force_login(editor)

    response = client.post(page, posted(client.get(page).context["form"]) | {"title_ar": "", "title_fr": "Titre"})

    assert list(response.context["form"].errors) == ["title"]
