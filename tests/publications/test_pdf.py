from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import unicodedata
from typing import Any

import pypdf
import pypdfium2
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override

from core.text.texts import Texts
from publications import pdf as typeset
from publications.labels import WRITTEN_IN
from publications.pdf_layout import blocks
from publications.schemas import SCHEMAS, ReportDocument

SHA256 = "4f1c9a07e2d8" + "0b7e" * 13
URL = "https://machoura.example/ar/reports/meknes-2018-10-17/editions/2/"
EDITION = typeset.EditionFacts(2, dt.datetime(2018, 11, 9, 10, tzinfo=dt.UTC), SHA256, None, URL)
WILAYA = {"key": "wilaya", "name": Texts(ar="ولاية أمن مكناس", fr="Préfecture de police de Meknès")}
MEETING = {
    "key": "meknes-2018-10-17",
    "meeting_kind": "open",
    "held_on": dt.date(2018, 10, 17),
    "part_of_day": "evening",
    "venue": Texts(ar="مقر الدائرة الثانية للشرطة"),
    "organiser": WILAYA,
    "unit": WILAYA,
    "level": "wilaya",
    "requester": "cell",
}


def a_report(**changes: Any) -> ReportDocument:
    body = {
        "key": "meknes-2018-10-17",
        "title": Texts(ar="الوقاية قبل التدخل", fr="Prévenir avant d’intervenir"),
        "lead": Texts(ar="التقت فعاليات من المجتمع المدني بمسؤولي ولاية أمن مكناس."),
        "meeting": MEETING,
        "presence": [{"function": Texts(ar="والي أمن مكناس")}],
    }
    return ReportDocument.model_validate(body | changes)


def a_demand(title: str = "أمن أقوى في محيط المدارس", **changes: Any) -> dict[str, Any]:
    return {"title": Texts(ar=title), "demand_key": "d-1"} | changes


def set_in(language: str, document: ReportDocument, **changes: Any) -> bytes:
    return typeset.published(document, language=language, **{"edition": EDITION, **changes})


def read(pdf: bytes) -> str:
    """The text as Chrome's reader (PDFium) copies it."""
    return _plain(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)))


def read_by_poppler(pdf: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not installed")
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return _plain(found.stdout.decode())


def _plain(text: str) -> str:
    letters = (character for character in text if unicodedata.category(character) != "Cf")
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", "".join(letters)))


def pages(pdf: bytes) -> list[str]:
    return [_plain(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]


def outline(pdf: bytes) -> list[str]:
    def walk(items: list[Any]) -> list[str]:
        return [title for item in items for title in (walk(item) if isinstance(item, list) else [item.title])]

    return walk(pypdf.PdfReader(io.BytesIO(pdf)).outline)


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


@pytest.mark.parametrize(
    ("times", "heading"), [((2, 3), "Demands raised several times"), ((2, 1), "Demands that were raised")]
)
def test_report_says_of_demands_that_they_came_back_where_all_did(times: tuple[int, int], heading: str) -> None:
    demands = [a_demand(f"مطلب {number}", times=number, demand_key=f"d-{number}") for number in times]

    titles = outline(set_in("en", a_report(demands=demands)))

    assert [title for title in titles if title.startswith("Demands")] == [heading]


def test_report_embeds_amiri_for_arabic() -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pypdf.PdfReader(io.BytesIO(set_in("ar", a_report()))).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts == {"Amiri-Regular", "Amiri-Bold", "DejaVuSansMono"}


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


def test_report_with_characters_no_font_has_names_their_code_points() -> None:
    text = read(set_in("en", a_report(conclusion=Texts(en="Thanks \U0001f600\ufe0f to 中 all\x07 of you"))))

    assert "Thanks [U+1F600] to [U+4E2D] all of you" in text


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


@pytest.mark.parametrize("demonstration", [True, False])
def test_report_says_when_it_is_a_demonstration_on_every_page(demonstration: bool) -> None:
    document = a_report(demonstration=demonstration, conclusion=Texts(en="Long. " * 1500))

    found = [("Demonstration record" in page) for page in pages(set_in("en", document))]

    assert len(found) > 1
    assert set(found) == {demonstration}


def test_report_says_what_an_edition_corrects() -> None:
    edition = typeset.EditionFacts(3, EDITION.published_at, SHA256, Texts(en="The word acting was added."), URL)

    text = read(set_in("en", a_report(), edition=edition))

    assert "What changed The word acting was added." in text
    assert "Edition 3, 9 November 2018" in text


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


def test_kinds_that_workers_typeset_are_those_with_a_layout() -> None:
    """The PDFs of demands are made by a regular task."""
    assert {kind for kind, schema in SCHEMAS.items() if schema.is_typeset} | {"demand"} == set(typeset.LAYOUTS)
