from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertInHTML

from core.text.texts import Texts
from publications.models import Rendering
from publications.schemas.report import Away, ReportedPoint
from tests.portal.public import published
from tests.portal.public.published import MEETING

PAGE = f"/en/reports/{MEETING}/"
pytestmark = pytest.mark.django_db


def test_report_page_reads_three_things_and_its_prerendered_parts(assert_cold_queries: Any, square: None) -> None:
    response = assert_cold_queries(PAGE, 4)

    assert response.status_code == 200


def test_report_shows_those_present_by_function_and_what_nobody_counted(reader: Client, square: None) -> None:
    html = reader.get(PAGE).content.decode()

    assert "رئيس المنطقة الأمنية الأولى" in html
    assert html.count(">acting<") == 1
    assert "number not recorded" in html
    assert ">0<" not in html


def test_each_section_of_the_report_has_an_entry_under_on_this_page(reader: Client) -> None:
    point = ReportedPoint(point_kind="exchange", title=published.ar("عُرضت حصيلة السنة."))
    away = [Away(function=published.ar("ممثل الجماعة"), attended="excused")]
    lists = {name: [point] for name in ("figures", "progress", "exchanges", "other_points")}
    published.publish(published.report(away=away, **lists))

    html = reader.get(PAGE).content.decode()
    article = html[html.index("<article") : html.index("</article>")]
    contents = html[html.index('aria-labelledby="contents"') :]
    sections = re.findall(r'<section aria-labelledby="([^"]+)"', article)

    assert len(sections) == 10
    assert re.findall(r'<a href="#([^"]+)"', contents[: contents.index("</nav>")]) == sections


def test_report_shows_a_recorded_headcount(reader: Client) -> None:
    published.publish(published.report(meeting=published.facts(headcount={"people": 75})))

    html = reader.get(PAGE).content.decode()

    assert re.search(r"<dd>\s*75\s*<", html)


@pytest.mark.parametrize(
    ("second", "heading"),
    [
        ({"uncounted": True}, "The demands raised several times"),
        ({"uncounted": False, "times": 1}, "The demands that were raised"),
    ],
)
def test_report_says_of_demands_that_they_came_back_where_all_did(
    reader: Client, second: dict[str, Any], heading: str
) -> None:
    demands = [published.reported_demand(1), published.reported_demand(2, **second)]
    published.publish(published.report(demands=demands))

    html = reader.get(PAGE).content.decode()

    assert re.findall(r"The demands (?:that|raised) [a-z ]+", html) == [heading]


def test_report_shows_where_a_demand_stands_today(reader: Client, square: None) -> None:
    published.publish(published.demand(2, state="done"), note="أُنجز.")

    html = reader.get(PAGE).content.decode()

    assert "is-done" in html
    assert "is-in_progress" not in html


def test_report_shows_no_state_for_a_demand_that_was_withdrawn(reader: Client, square: None) -> None:
    before = reader.get(PAGE).content.decode()
    published.withdraw("demand", "3")

    html = reader.get(PAGE).content.decode()

    assert "/en/demands/3/" in before
    assert "/en/demands/3/" not in html
    assert published.ASKED[2][0] in html


def test_report_says_how_often_a_counted_demand_was_heard(reader: Client) -> None:
    published.publish(published.report(demands=[published.reported_demand(1, times=4, uncounted=False)]))

    html = reader.get(PAGE).content.decode()

    assert "heard 4 times" in html
    assert "raised several times; number not recorded" not in html


def test_report_offers_the_pdf_once_it_is_made(reader: Client) -> None:
    edition = published.publish(published.report())
    before = reader.get(PAGE)
    Rendering.objects.create(
        edition=edition, language="en", media_type="application/pdf", content=b"%PDF-1.7", size=84_000
    )

    page = Client().get(PAGE)
    pdf = reader.get(PAGE + "report.pdf")

    assert "being prepared" in before.content.decode()
    assert "report.pdf" in page.content.decode()
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.content == b"%PDF-1.7"


def test_report_pdf_before_it_is_made_is_not_found(reader: Client, square: None) -> None:
    assert reader.get(PAGE + "report.pdf").status_code == 404


def test_corrected_report_says_what_changed_and_keeps_the_first_edition(reader: Client, square: None) -> None:
    published.publish(published.report(conclusion=published.ar("خلاصة مصححة.")), note="صُححت الخلاصة.")

    live = reader.get(PAGE).content.decode()
    first = reader.get(PAGE + "editions/1/").content.decode()
    editions = reader.get(PAGE + "editions/").content.decode()

    assert "صُححت الخلاصة." in live
    assert "خلاصة مصححة." in live
    assert "خلاصة مصححة." not in first
    assert PAGE in first
    assert "صُححت الخلاصة." in editions


def test_withdrawn_report_is_gone_at_each_of_its_addresses(reader: Client, square: None) -> None:
    assert reader.get(PAGE).status_code == 200
    published.withdraw("report", MEETING, "سُحب إلى أن يُراجع.")

    answers = {
        tail: reader.get(PAGE + tail) for tail in ("", "report.json", "editions/", "editions/1/", "editions/1.json")
    }

    assert {tail: answer.status_code for tail, answer in answers.items()} == dict.fromkeys(answers, 410)
    assert "سُحب إلى أن يُراجع." in answers[""].content.decode()
    assert MEETING not in reader.get("/en/reports/").content.decode()


def test_report_says_how_long_it_took_from_the_meeting(reader: Client) -> None:
    held_on = timezone.localdate() - dt.timedelta(days=9)
    published.publish(published.report(meeting=published.facts(held_on=held_on)))

    html = reader.get(PAGE).content.decode()

    assert "From the meeting to its report" in html
    assertInHTML("<dd>9 days</dd>", html)


def test_demonstration_report_says_that_it_is_one(reader: Client) -> None:
    published.publish(published.report(demonstration=True))

    assert "Demonstration record" in reader.get(PAGE).content.decode()


def test_text_without_translation_is_shown_in_its_own_language(reader: Client) -> None:
    published.publish(published.report(title=Texts(ar="عنوان", fr="Titre")))

    assert "Titre" in reader.get(PAGE.replace("/en/", "/fr/")).content.decode()
    assert '<span lang="ar" dir="rtl">عنوان</span>' in reader.get(PAGE).content.decode()
