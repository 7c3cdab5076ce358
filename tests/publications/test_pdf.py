from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils.translation import override

from core.text.texts import Texts
from publications import pdf as typeset
from publications.labels import WRITTEN_IN
from publications.pdf_layout import blocks
from publications.schemas import SCHEMAS
from tests.publications.typesetting import (
    EDITION,
    MEETING,
    SHA256,
    URL,
    WILAYA,
    a_demand,
    a_report,
    outline,
    read,
    read_by_poppler,
    set_in,
)


@pytest.mark.parametrize("reader", [read, read_by_poppler])
def test_report_in_arabic_keeps_phrases_whole_for_readers(reader: Any) -> None:
    document = a_report(
        presence=[{"function": Texts(ar="رئيس المنطقة الأمنية الأولى"), "acting": True}],
        demands=[a_demand("شبكات جمعوية تهتم بالأمن المجتمعي", text=Texts(ar="وتقوية القدرات في أحياء المدينة كلها"))],
    )

    text = reader(set_in("ar", document))

    for phrase in [
        "التقت فعاليات من المجتمع المدني بمسؤولي ولاية أمن مكناس",
        "رئيس المنطقة الأمنية الأولى",
        "شبكات جمعوية تهتم بالأمن المجتمعي",
        "وتقوية القدرات في أحياء المدينة كلها",
    ]:
        assert phrase in text


@pytest.mark.parametrize("reader", [read, read_by_poppler])
@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_report_keeps_hash_and_address_whole(reader: Any, language: str) -> None:
    text = reader(set_in(language, a_report()))

    assert SHA256 in text
    assert URL in text


def test_report_keeps_a_law_number_in_order_in_arabic() -> None:
    document = a_report(conclusion=Texts(ar="وفق القانون رقم 31-13 المتعلق بالحق في المعلومات"))

    text = read(set_in("ar", document))

    assert "وفق القانون رقم 31-13 المتعلق" in text


@pytest.mark.parametrize(
    ("times", "heading"), [((2, 3), "Demands raised several times"), ((2, 1), "Demands that were raised")]
)
def test_report_says_of_demands_that_they_came_back_where_all_did(times: tuple[int, int], heading: str) -> None:
    demands = [a_demand(f"مطلب {number}", times=number, demand_key=f"d-{number}") for number in times]

    titles = outline(set_in("en", a_report(demands=demands)))

    assert [title for title in titles if title.startswith("Demands")] == [heading]


HOSTILE = [
    '#import "x.typ": *',
    "#sys.inputs $x^2$ *bold* _low_ `raw`",
    r"back\slash \u{41} <label> @ref = Heading",
    "<script>alert(1)</script> &amp; {{ 7*7 }} %(count)s",
    "// comment /* block */ [x] https://a.example/~b",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["title", "lead", "conclusion"])
def test_report_shows_markup_in_texts_literally(text: str, field: str) -> None:
    found = read(set_in("en", a_report(**{field: Texts(en=text)})))

    assert text.replace(" ", "") in found.replace(" ", "")


def test_report_drops_direction_overrides_from_texts() -> None:
    hostile, harmless = Texts(en="paid \u202edesrever\u2066 end"), Texts(en="paid desrever end")

    pdfs = [set_in("en", a_report(conclusion=text)) for text in (hostile, harmless)]

    assert pdfs[0] == pdfs[1]


def test_report_marks_texts_that_are_not_in_its_language() -> None:
    french = read(set_in("fr", a_report(title=Texts(fr="Titre"), lead=Texts(ar="نص بالعربية"), presence=[])))
    arabic = read(set_in("ar", a_report(title=Texts(ar="عنوان"), lead=Texts(ar="نص بالعربية"), presence=[])))

    assert len(french.split("نص بالعربية")) == 2
    assert _fallback_mark("fr", "ar") in french
    assert _fallback_mark("ar", "ar") not in arabic


def _fallback_mark(page_language: str, language: str) -> str:
    with override(page_language):
        return str(WRITTEN_IN[language])


def test_report_says_acting_only_of_who_was_acting() -> None:
    presence = [
        {"function": Texts(en="Head of the first zone"), "acting": True},
        {"function": Texts(en="Head of the second zone")},
    ]

    text = read(set_in("en", a_report(presence=presence)))

    assert "Head of the first zone acting" in text
    assert text.count("acting") == 1


def test_report_says_not_recorded_for_unknown_numbers_and_zero_for_zero() -> None:
    unknown = read(set_in("en", a_report()))
    counted = read(
        set_in("en", a_report(meeting=MEETING | {"headcount": {"people": 0, "associations": 46, "women": 20}}))
    )

    assert "People present Not recorded" in unknown
    assert "People present 0" in counted
    assert "Associations present 46" in counted
    assert "Not recorded" not in counted


@pytest.mark.parametrize(
    ("times", "uncounted", "sentence"),
    [
        (0, True, "Raised several times, number not recorded"),
        (1, False, "1 contribution"),
        (4, False, "4 contributions"),
        (3, True, "At least 3 contributions"),
    ],
)
def test_report_says_how_often_a_demand_came_back(times: int, uncounted: bool, sentence: str) -> None:
    theme = {"key": "school", "name": Texts(en="School surroundings")}

    text = read(set_in("en", a_report(demands=[a_demand(times=times, uncounted=uncounted, themes=[theme])])))

    assert f"{sentence} School surroundings" in text


def test_report_says_what_an_edition_corrects() -> None:
    edition = typeset.EditionFacts(3, EDITION.published_at, SHA256, Texts(en="The word acting was added."), URL)

    text = read(set_in("en", a_report(), edition=edition))

    assert "What changed The word acting was added." in text
    assert "Edition 3, 9 November 2018" in text


def test_blocks_separates_paragraphs_and_lists() -> None:
    found = list(blocks("One\nline\r\n\r\nIntro:\n- first\n- second"))

    assert found == [
        {"kind": "paragraph", "lines": ["One line"]},
        {"kind": "paragraph", "lines": ["Intro:"]},
        {"kind": "list", "lines": ["first", "second"]},
    ]


@pytest.mark.slow
def test_commitment_says_who_owes_it_and_until_when() -> None:
    promised = {"point_kind": "commitment", "title": Texts(ar="تكثيف الدوريات", fr="Intensifier les rondes")}
    owed = {"owner": WILAYA["name"], "due_on": dt.date(2018, 11, 15)}

    told = read(set_in("fr", a_report(other_points=[promised | owed])))
    unknown = read(set_in("fr", a_report(other_points=[promised])))

    assert "15 novembre 2018" in told
    assert "Préfecture de police de Meknès" in told.split("Intensifier les rondes")[1]
    assert "Préfecture de police de Meknès" not in unknown.split("Intensifier les rondes")[1].split("Comment citer")[0]


def test_opening_of_several_speakers_has_none_above_it() -> None:
    several = {"speaker": Texts(), "text": Texts(ar="افتتح اللقاء والي الأمن.")}

    assert "افتتح" in read(set_in("ar", a_report(opening=several)))


def test_kinds_that_workers_typeset_are_those_with_a_layout() -> None:
    """The PDFs of demands are made by a regular task; a press kit has a picture instead."""
    typeset_kinds = {kind for kind, schema in SCHEMAS.items() if schema.is_typeset}

    assert (typeset_kinds | {"demand"}) - {"press_kit"} == set(typeset.LAYOUTS)
