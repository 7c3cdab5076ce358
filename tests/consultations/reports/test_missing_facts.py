"""What a report may not lack when it is drafted, sent to review or published, and the words of new demands."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from consultations.models import Meeting, Point, Report
from consultations.planning import meetings
from consultations.record import points
from consultations.reports import missing_facts, steps as reports
from consultations.reports.checklist import check
from core.errors import DomainError
from core.text.texts import Texts
from proposals.demands import ledger
from proposals.models import Demand
from publications.models import Document
from tests import factories
from tests.consultations.reports.wordings import wording
from tests.factories import text

pytestmark = pytest.mark.django_db


def mend(point: Point, **values: Any) -> Point:
    ties = {
        "interventions": point.interventions.all(), "themes": point.themes.all(), "areas": point.areas.all(), **values,
    }  # fmt: skip
    return points.edit_point(point, by=factories.scribe(), version=point.version, **ties)


@pytest.mark.parametrize("field", ["title", "lead"])
def test_submit_of_a_report_without_arabic_is_refused(editor: Any, field: str) -> None:
    report = factories.report(by=editor)
    Report.objects.filter(pk=report.pk).update(**{field: Texts(fr="En français seulement")})

    with pytest.raises(DomainError):
        reports.submit(report, by=editor)

    Report.objects.filter(pk=report.pk).update(**{field: text("بالعربية")})
    assert reports.submit(report, by=editor).state == "in_review"


def test_approve_of_a_report_without_arabic_title_is_refused(editor: Any, head: Any) -> None:
    report = factories.report_in_review(by=editor)
    Report.objects.filter(pk=report.pk).update(title=Texts(fr="En français seulement"))

    with pytest.raises(DomainError):
        factories.approve(report, by=head)

    assert not Document.objects.filter(kind="report").exists()


def test_meeting_without_arabic_title_is_drafted_and_its_report_is_not_sent_to_review(editor: Any) -> None:
    meeting = factories.closed_meeting(title=Texts(fr="Rencontre ouverte"))

    assert "title" in [finding.key for finding in check(meeting) if not finding.stops]
    report = reports.draft(meeting, by=editor)
    Report.objects.filter(pk=report.pk).update(title=text("بالعربية"), lead=text("بالعربية"))
    with pytest.raises(DomainError, match=str(missing_facts.MEETING_WITHOUT_TITLE)):
        reports.submit(report, by=editor)


def test_announce_of_a_meeting_without_arabic_title_is_refused(head: Any) -> None:
    with pytest.raises(DomainError):
        factories.announce(factories.meeting(title=Texts(fr="Rencontre ouverte")), by=head)


def test_demand_may_lack_its_theme_until_the_report_is_drafted(editor: Any) -> None:
    meeting = factories.closed_meeting()
    point = factories.demand_point(meeting, themes=[])

    with pytest.raises(DomainError):
        reports.draft(meeting, by=editor)

    mend(point, themes=[factories.theme()])
    assert list(point.demand.themes.all()) == [factories.theme()]
    assert reports.draft(meeting, by=editor)


def test_gaps_name_the_point_that_lost_its_theme_or_its_arabic(editor: Any) -> None:
    report = factories.report(by=editor)
    reported = report.reported_points.get()
    mend(reported.point, themes=[])
    report.reported_points.update(title=Texts(fr="Éclairage"))

    found = missing_facts.gaps(report)

    assert [(gap.key, gap.point) for gap in found] == [("wording", reported.point.pk), ("theme", reported.point.pk)]


def test_gaps_cost_the_same_queries_for_one_point_and_for_many(editor: Any, django_assert_num_queries: Any) -> None:
    meeting = factories.closed_meeting()
    for _number in range(3):
        factories.demand_point(meeting)
    long, short = factories.report(meeting, by=editor), factories.report(other_meeting(), by=editor)

    for report in Report.objects.select_related("meeting").filter(pk__in=[short.pk, long.pk]):
        with django_assert_num_queries(2):
            assert missing_facts.gaps(report) == []


def other_meeting() -> Meeting:
    return factories.closed_meeting(held_on=dt.date(2018, 11, 1))


def test_edit_of_a_point_gives_its_new_demand_the_new_words() -> None:
    point = factories.demand_point(factories.meeting(), title=text("الانارة"))

    mend(point, title=text("الإنارة العمومية"))

    assert Demand.objects.get().title == text("الإنارة العمومية")


def test_edit_of_a_reported_point_gives_its_new_demand_the_new_words(editor: Any) -> None:
    report = factories.report(by=editor)
    reported = report.reported_points.get()

    reports.edit(
        report, by=editor,
        **wording(report, points={reported.pk: (text("صياغة التقرير"), text("شرح"))}),
    )  # fmt: skip

    demand = Demand.objects.get()
    assert (demand.title, demand.details) == (text("صياغة التقرير"), text("شرح"))


def test_edit_of_a_point_leaves_words_that_were_written_for_the_demand() -> None:
    point = factories.demand_point(factories.meeting())
    ledger.reword(
        point.demand, by=factories.scribe(), version=1, title=text("صياغة المطلب"), details=Texts(),
        themes=[factories.theme()], areas=[], owner_unit=None,
    )  # fmt: skip

    mend(point, title=text("صياغة النقطة"))

    assert Demand.objects.get().title == text("صياغة المطلب")


@pytest.mark.slow
def test_edit_of_a_point_leaves_a_demand_that_the_public_knows(editor: Any, head: Any) -> None:
    factories.published_report(by=editor, head=head)
    meeting = factories.meeting(held_on=dt.date(2018, 11, 1))
    point = factories.demand_point(meeting, of=Demand.objects.get())
    meetings.move(meeting, by=editor, move="open")

    mend(point, title=text("صياغة أخرى"))

    assert Demand.objects.get().title == text("مطلب")
