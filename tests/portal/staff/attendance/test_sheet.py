"""The attendance sheet: long names stay in their row, Tifinagh is drawn, names stand in the order of a dictionary."""

from __future__ import annotations

import io
import itertools
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from consultations.invitations import registrations
from consultations.models import Meeting
from portal.staff.attendance.sheet import content
from publications import pdf
from tests import factories
from tests.factories import announced, registered, text
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db
# Of a column of 1.5 in 3.8 parts of the page's width without margins and the two fixed columns, in points.
WIDTH_OF_NAMES = (210 - 2 * 15 - 8 - 16) * 1.5 / 3.8 * 72 / 25.4


def sheet(desk: Any, meeting: Meeting) -> bytes:
    answer = desk.get(f"/staff/meetings/{meeting.pk}/sheet.pdf")
    assert answer.status_code == 200
    return bytes(answer.content)


def boxes(page: Any, letters: str) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each of ``letters`` on the page."""
    words = page.get_textpage()
    written = words.get_text_range(0, -1)
    return [words.get_charbox(place) for place, each in enumerate(written) if each in letters]


def ask_for_a_place(meeting: Meeting, organisation: str, number: int) -> None:
    row = registrations.ask(
        meeting, organisation=organisation, email=f"{number}@example.org", language="fr", contact_function="رئيس"
    )
    assert row is not None
    registrations.come(row, people=1)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_names_of_99_letters_stay_in_their_row_and_column(recorder: Any, language: str) -> None:
    recorder.language = language
    recorder.save()
    meeting = announced(takes_registrations=True)
    for number, letter in enumerate("QWXZ"):
        ask_for_a_place(meeting, letter * 99, number)

    document = pypdfium2.PdfDocument(sheet(signed_in(recorder), meeting))

    rows = [boxes(document[0], letter) for letter in "QWXZ"]
    assert [len(row) for row in rows] == [99] * 4
    for upper, lower in itertools.pairwise(rows):
        assert min(bottom for _left, bottom, _right, _top in upper) > max(top for *_others, top in lower)
    for row in rows:
        assert max(right for _l, _b, right, _t in row) - min(left for left, *_others in row) <= WIDTH_OF_NAMES


def test_long_name_of_words_does_not_reach_the_next_row(recorder: Any) -> None:
    meeting = announced(takes_registrations=True)
    name = ("QQQQ " * 20).strip()
    ask_for_a_place(meeting, name, 1)
    ask_for_a_place(meeting, "XX", 2)

    document = pypdfium2.PdfDocument(sheet(signed_in(recorder), meeting))

    assert min(bottom for _l, bottom, *_r in boxes(document[0], "Q")) > max(top for *_o, top in boxes(document[0], "X"))


def test_row_of_a_short_name_is_high_enough_for_a_signature(recorder: Any) -> None:
    meeting = announced(takes_registrations=True)
    for number, letter in enumerate("XZ"):
        ask_for_a_place(meeting, letter, number)

    document = pypdfium2.PdfDocument(sheet(signed_in(recorder), meeting))

    ((_l, upper, _r, _t),), ((_l2, lower, _r2, _t2),) = boxes(document[0], "X"), boxes(document[0], "Z")
    assert upper - lower >= 13 * 72 / 25.4 - 1


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_tifinagh_is_drawn_and_not_written_as_code_points(recorder: Any, language: str) -> None:
    recorder.language = language
    recorder.save()
    meeting = announced(title=text("لقاء ⴰⵎⵙⴰⵡⴰⵏ"), takes_registrations=True)
    ask_for_a_place(meeting, "ⵜⴰⵎⵙⵎⵓⵏⵜ ⵏ ⵉⵎⴰⵣⵉⵖⵏ", 1)

    reader = PdfReader(io.BytesIO(sheet(signed_in(recorder), meeting)))
    words = " ".join(page.extract_text() for page in reader.pages)

    assert "ⵜⴰⵎⵙⵎⵓⵏⵜ" in words
    assert "[U+" not in words


def test_every_letter_of_the_moroccan_alphabets_can_be_drawn() -> None:
    tifinagh = "ⴰⴱⴳⴳⵯⴷⴹⴻⴼⴽⴽⵯⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥⵯ"

    assert pdf.drawable(tifinagh) == tifinagh


def test_names_are_in_the_order_of_a_dictionary() -> None:
    names = ["Zénith", "émergence", "Action 10", "Action 2", "École", "إحسان", "أمل", "ابن خلدون", "بدر"]
    meeting = announced()
    for name in names:
        registered(meeting, factories.association(name=text(name)))

    listed = [row["who"]["text"] for row in content(meeting, "ar")["rows"]]

    assert listed == ["Action 2", "Action 10", "École", "émergence", "Zénith", "ابن خلدون", "إحسان", "أمل", "بدر"]
