"""Every page of the office is well-formed HTML with unique ids, labelled fields and working anchors."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest

from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def pages() -> list[str]:
    meeting = factories.meeting(axes=[factories.text("محور")])
    present = factories.present(meeting, association=factories.association(), is_group=True)
    contribution = factories.contribution(meeting, speaker=present)
    point = factories.demand_point(meeting, interventions=[contribution])
    report = factories.report_in_review(by=factories.staff("editor"))
    drafted = factories.report(by=factories.staff("editor"))
    person = factories.staff("liaison")
    numbered = [
        f"meetings/{meeting.pk}", f"meetings/{meeting.pk}/edit", f"presence/{present.pk}",
        f"contributions/{contribution.pk}", f"points/{point.pk}", f"meetings/{meeting.pk}/points/new",
        f"reports/{report.pk}", f"reports/{drafted.pk}/edit", f"demands/{point.demand_id}",
        f"demands/{point.demand_id}/edit", f"associations/{present.association_id}", f"people/{person.pk}",
    ]  # fmt: skip
    lists = ["meetings", "meetings/new", "reports", "demands", "associations", "associations/new", "people"]
    more = ["people/new", "reference", "reference/theme", "reference/area", "reference/area/new"]
    return ["/staff/", *(f"/staff/{page}/" for page in [*numbered, *lists, *more])]


@pytest.mark.slow
def test_every_page_is_well_formed(pages: list[str]) -> None:
    desk = signed_in(factories.staff("recorder", "editor", "head", "administrator"))

    for page in pages:
        response = desk.get(page)
        assert response.status_code == 200, page
        assert_well_formed(response.content.decode(), page)


def test_form_with_errors_is_well_formed(recorder: Any) -> None:
    response = signed_in(recorder).post("/staff/meetings/new/", {"title_ar": "<script>alert(1)</script>"})

    assert "<script>alert" not in response.content.decode()
    assert_well_formed(response.content.decode(), "errors")


def assert_well_formed(page: str, name: str) -> None:
    parser = html5lib.HTMLParser(strict=True)
    try:
        tree = parser.parse(page)
    except html5lib.html5parser.ParseError as error:
        raise AssertionError(f"{name}: {parser.errors or error}") from error
    elements = list(tree.iter())
    ids = [element.get("id") for element in elements if element.get("id")]
    assert len(ids) == len(set(ids)), (name, [each for each in ids if ids.count(each) > 1])
    assert {label.get("for") for label in tree.iter(f"{HTML}label") if label.get("for")} <= set(ids), name
    anchors = {link.get("href")[1:] for link in tree.iter(f"{HTML}a") if (link.get("href") or "").startswith("#")}
    assert anchors <= set(ids), (name, anchors - set(ids))
    described = {each for element in elements for each in (element.get("aria-describedby") or "").split()}
    assert described <= set(ids), (name, described - set(ids))
    labelled = {each for element in elements for each in (element.get("aria-labelledby") or "").split()}
    assert labelled <= set(ids), (name, labelled - set(ids))
