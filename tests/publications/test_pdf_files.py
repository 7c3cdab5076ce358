"""The file as such: its pages, fonts, outline, date, and that it is the same each time."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdf
import pypdfium2
import pytest
from django.core.exceptions import ImproperlyConfigured

from core.text.texts import Texts
from publications import pdf as typeset
from tests.publications.typesetting import (
    EDITION,
    a_demand,
    a_report,
    outline,
    pages,
    read,
    set_in,
)


@pytest.mark.parametrize(
    ("language", "title"),
    [("ar", "الوقاية قبل التدخل"), ("fr", "Prévenir avant d’intervenir"), ("en", "الوقاية قبل التدخل")],
)
def test_report_is_tagged_and_says_its_language_and_title(language: str, title: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(set_in(language, a_report())))

    catalogue = reader.root_object
    xmp = catalogue["/Metadata"].get_object().get_data().decode()  # type: ignore[union-attr]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]
    assert catalogue["/Lang"] == language
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert f"<rdf:li>{language}</rdf:li>" in xmp


def test_report_has_an_outline_with_numbered_demands() -> None:
    titles = outline(set_in("en", a_report(demands=[a_demand("مطلب أول"), a_demand("مطلب ثان", demand_key="d-2")])))

    assert "الوقاية قبل التدخل" in titles[0]
    assert "Demands that were raised" in titles
    assert [title[:10] for title in titles if "مطلب" in title] == ["1 مطلب أول", "2 مطلب ثان"]


def test_report_embeds_amiri_for_arabic() -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pypdf.PdfReader(io.BytesIO(set_in("ar", a_report()))).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts == {"Amiri-Regular", "Amiri-Bold", "DejaVuSansMono"}


def test_report_with_characters_no_font_has_names_their_code_points() -> None:
    text = read(set_in("en", a_report(conclusion=Texts(en="Thanks \U0001f600\ufe0f to 中 all\x07 of you"))))

    assert "Thanks [U+1F600] to [U+4E2D] all of you" in text


@pytest.mark.parametrize("demonstration", [True, False])
def test_report_says_when_it_is_a_demonstration_on_every_page(demonstration: bool) -> None:
    document = a_report(demonstration=demonstration, conclusion=Texts(en="Long. " * 1500))

    found = [("Demonstration record" in page) for page in pages(set_in("en", document))]

    assert len(found) > 1
    assert set(found) == {demonstration}


@pytest.mark.slow
def test_report_of_many_points_leaves_no_heading_at_the_foot_of_a_page() -> None:
    demands = [
        a_demand(f"Heading {n} ends", text=Texts(en=f"Body of {n}. " + "More words. " * (n % 9 * 12)))
        for n in range(60)
    ]

    found = pages(set_in("en", a_report(demands=demands)))

    assert len(found) > 8
    for number in range(60):
        (page,) = [text for text in found if f"Heading {number} ends" in text]
        assert f"Body of {number}." in page


@pytest.mark.slow
def test_report_of_many_functions_keeps_rows_whole_and_repeats_the_columns() -> None:
    presence = [{"function": Texts(en=f"Function {n} " + "of a long name " * 9 + f"closed {n}.")} for n in range(60)]

    found = pages(set_in("en", a_report(presence=presence)))

    with_rows = [page for page in found if "Function 0 " in page or re.search(r"closed \d+\.", page)]
    assert len(with_rows) > 3
    assert all("Role in the meeting" in page for page in with_rows)
    for number in range(60):
        assert any(f"Function {number} " in page and f"closed {number}." in page for page in found)


def test_report_of_one_endless_point_goes_on_over_pages() -> None:
    document = a_report(demands=[a_demand(text=Texts(en="Word " * 6000 + "final."))])

    found = pages(set_in("en", document))

    assert len([page for page in found if "Word Word" in page]) > 5
    assert sum(page.count("Word") for page in found) == 6000
    assert f"Page 1 of {len(found)}" in found[0]
    assert f"Page {len(found)} of {len(found)}" in found[-1]


@pytest.mark.slow
def test_report_twice_is_byte_for_byte_the_same() -> None:
    first = set_in("ar", a_report(demands=[a_demand()]))

    typeset._fonts.cache_clear()
    set_in("fr", a_report())
    second = set_in("ar", a_report(demands=[a_demand()]))

    assert first == second
    assert first != set_in("ar", a_report())


def test_report_is_dated_by_its_edition() -> None:
    metadata = pypdf.PdfReader(io.BytesIO(set_in("ar", a_report()))).metadata

    assert metadata is not None
    assert metadata.creation_date == EDITION.published_at


def test_report_without_its_font_is_refused(settings: Any, tmp_path: Any) -> None:
    settings.TYPST_FONT_PATHS = [tmp_path]
    typeset._fonts.cache_clear()
    typeset._coverage.cache_clear()

    with pytest.raises(ImproperlyConfigured, match="Amiri"):
        set_in("ar", a_report())

    typeset._coverage.cache_clear()


def test_report_raises_no_warning_of_the_typesetter(caplog: pytest.LogCaptureFixture) -> None:
    set_in(
        "ar", a_report(demands=[a_demand(text=Texts(ar="فقرة\n\n- أول\n- ثان"))], conclusion=Texts(fr="En français"))
    )

    assert caplog.records == []


@pytest.mark.parametrize("letter", ["W", "ب"])
def test_title_of_one_endless_word_stays_on_the_page(letter: str) -> None:
    page = pypdfium2.PdfDocument(set_in("ar", a_report(title=Texts(ar=letter * 99))))[0]
    words = page.get_textpage()
    written = words.get_text_range(0, -1)
    boxes = [words.get_charbox(place) for place, each in enumerate(written) if each == letter]

    assert len(boxes) >= 90
    assert min(box[0] for box in boxes) > 0
    assert max(box[2] for box in boxes) < page.get_width()


def test_report_draws_tifinagh() -> None:
    pdf = set_in("ar", a_report(title=Texts(ar="لقاء ⴰⵎⵙⴰⵡⴰⵏ")))

    assert "[U+" not in read(pdf)
    assert "ⴰⵎⵙⴰⵡⴰⵏ" in read(pdf)
