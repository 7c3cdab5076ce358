"""Texts cut into pieces for highlighting, and an excerpt of a longer one."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from core.text.pieces import Piece, excerpt, pieces

LONG = "نطلب من الجماعة أن تصلح الطرق، وأن تزيل الأزبال، وأن تقوي الإنارة العمومية أمام الإعدادية قبل الدخول المدرسي المقبل"


def shown(found: list[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in found)


def places(text: str, *words: str) -> list[tuple[int, int]]:
    return [(text.index(word), text.index(word) + len(word)) for word in words]


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9))))
@pytest.mark.slow
def test_pieces_are_the_whole_text_in_order(text, spans):
    inside = [(start, start + length) for start, length in spans if start + length <= len(text)]

    found = pieces(text, inside)

    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)


def test_pieces_join_marked_words_with_only_spaces_between_them():
    text = "إنارة عمومية، قرب المدرسة"

    found = pieces(text, places(text, "المدرسة", "إنارة", "عمومية"))

    assert shown(found) == "[إنارة عمومية]، قرب [المدرسة]"


def test_pieces_of_overlapping_places_repeat_nothing():
    assert shown(pieces("إنارة عمومية", [(0, 12), (6, 12), (0, 5)])) == "[إنارة عمومية]"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("نطلب", "[نطلب] من الجماعة أن تصلح الطرق، وأن تزيل …"),
        ("الإنارة", "… وأن تقوي [الإنارة] العمومية أمام الإعدادية …"),
        ("المقبل", "… الدخول المدرسي [المقبل]"),
    ],
)
def test_excerpt_is_whole_words_around_the_first_that_matches(word, expected):
    assert shown(excerpt(LONG, places(LONG, word), length=40)) == expected


def test_excerpt_of_a_short_text_is_the_whole_text():
    assert shown(excerpt("إنارة الحديقة", [(0, 5)], length=40)) == "[إنارة] الحديقة"
