"""Findings stand on the words, wherever a page shows them."""

from __future__ import annotations

from django.utils.html import escape

from portal.staff.findings import marks

LABELS = {1: "هاتف", 2: "<اسم>"}


def shown(text: str, *places: marks.Place, **facts: frozenset[int]) -> str:
    return marks.shown(escape(marks.in_text(text, places)), LABELS, **facts)


def test_words_are_marked_with_number_and_kind() -> None:
    html = shown("على 0612345678 كل", (4, 14, 1))

    assert html == 'على <mark class="find" id="words-1">0612345678<sup class="no">1 هاتف</sup></mark> كل'


def test_words_with_a_blank_between_are_one_mark() -> None:
    assert shown("ab cd ef", (0, 8, 1)).startswith('<mark class="find" id="words-1">ab cd ef<sup')


def test_mark_over_a_line_break_leaves_the_markup_of_the_page_whole() -> None:
    html = marks.shown(escape(marks.in_text("ab\ncd", [(0, 5, 1)])).replace("\n", "</p><p>"), LABELS)

    assert html.count("<mark") == html.count("</mark>") == 2
    assert '</mark></p><p><mark class="find">cd<sup' in html


def test_same_finding_twice_has_one_anchor() -> None:
    html = shown("ab ab", (0, 2, 1), (3, 5, 1))

    assert html.count('id="words-1"') == 1
    assert html.count("1 هاتف") == 2


def test_kept_finding_looks_otherwise() -> None:
    html = shown("ab cd", (0, 2, 1), (3, 5, 2), kept=frozenset({2}))

    assert html.count("is-kept") == 1
    assert '<mark class="find is-kept" id="words-2">cd' in html


def test_label_and_text_stay_text() -> None:
    assert "<script>" not in shown("<script>", (0, 8, 2))
    assert "&lt;اسم&gt;" in shown("<script>", (0, 8, 2))


def test_attribute_gets_no_markup() -> None:
    text = escape(marks.in_text("ab", [(0, 2, 1)]))

    assert marks.shown(f'<p title="{text}">x</p>', LABELS) == '<p title="ab">x</p>'


def test_private_characters_of_a_writer_are_no_marks() -> None:
    forged = marks.in_text("\U000f0001ab\U000fff01", [])

    assert "<mark" not in marks.shown(forged, LABELS)


def test_overlapping_places_are_marked_once() -> None:
    assert shown("abcd", (0, 3, 1), (2, 4, 2)).count("<mark") == 1
