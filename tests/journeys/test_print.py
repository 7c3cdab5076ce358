"""Printed public pages: text is kept, controls are hidden, and the URL is printed."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from tests import factories

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
    pytest.mark.usefixtures("replayed"),
]

KEY = "2018-10-17-meknes-district-2"
CLICKED = ".strip, .site-nav, .crumbs, .foot, form, .filters, .button"
COLOURS = """Array.from(document.querySelectorAll("body, body *"), element => {
    const style = getComputedStyle(element);
    return [style.backgroundColor, style.color];
})"""


def shown(page, selector: str) -> int:
    return page.locator(selector).filter(visible=True).count()


@pytest.mark.parametrize("path", ["", "meetings/", f"reports/{KEY}/", "demands/", "demands/2/"])
def test_paper_leaves_out_what_is_clicked(path, visit):
    page = visit(f"/ar/{path}")
    on_screen = shown(page, CLICKED)

    page.emulate_media(media="print")

    assert on_screen > 0
    assert shown(page, CLICKED) == 0
    assert shown(page, ".brand") == 1
    assert shown(page, "h1") == 1


@pytest.mark.parametrize("path", ["", "meetings/", f"reports/{KEY}/", "demands/2/", "verify/"])
def test_paper_shows_the_address_of_the_page_once(path, visit):
    page = visit(f"/fr/{path}")
    on_screen = shown(page, ".permanent")
    address = page.locator("link[rel=canonical]").get_attribute("href")

    page.emulate_media(media="print")

    assert on_screen == 0
    assert page.locator("body").inner_text().split().count(address) == 1


@pytest.mark.parametrize("path", [f"meetings/{KEY}/", f"reports/{KEY}/", "demands/2/"])
def test_paper_shows_the_hash_that_a_screen_folds_away(path, visit):
    page = visit(f"/ar/{path}")
    folded = shown(page, "#edition ~ details code")

    page.emulate_media(media="print")

    assert folded == 0
    assert re.search(r"\b[0-9a-f]{64}\b", page.locator("body").inner_text())


@pytest.mark.parametrize("path", ["", f"reports/{KEY}/", "demands/2/"])
def test_paper_is_white_where_the_screen_is_dark(path, visit):
    page = visit(f"/ar/{path}", color_scheme="dark")
    dark_screen = page.evaluate(COLOURS)

    page.emulate_media(media="print", color_scheme="dark")
    paper = page.evaluate(COLOURS)
    page.emulate_media(media="print", color_scheme="light")

    assert paper == page.evaluate(COLOURS) != dark_screen
    assert paper[0] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_report_fits_three_sheets(language, visit):
    page = visit(f"/{language}/reports/{KEY}/")

    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages

    assert 1 < len(sheets) <= 3


def test_paper_of_a_meeting_in_the_office_has_no_empty_boxes_of_buttons(visit):
    clicked = ".tool, .tools, .adding, .languages, .site-nav, .button"
    row = factories.closed_meeting()
    page = visit(f"/staff/meetings/{row.pk}/", user=factories.staff("recorder"))
    on_screen = shown(page, clicked)

    page.emulate_media(media="print")

    assert on_screen > 5
    assert shown(page, clicked) == 0
    assert shown(page, "h1") == 1
