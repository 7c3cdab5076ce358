"""Long or repeated text may not hold a worker: every pattern and comparison takes time in proportion."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.test import Client

from core.templatetags.text import text
from core.text.arabic import analyse
from core.text.differences import compare
from core.text.texts import Texts
from publications import warnings
from tests.portal.public import published

LONGEST = 10_000
LIMIT = 3.0
TEXTS = {
    "a word": "a" * LONGEST,
    "digits": "1" * LONGEST,
    "a number, then nothing": "1" + " " * (LONGEST - 2) + "x",
    "a number, a comma": "1" + " " * 4_900 + "،" + " " * 4_900 + "x",
    "numbers": "1 " * (LONGEST // 2),
    "half an address": "a@" + "a." * (LONGEST // 2 - 1),
    "many at signs": "a@" * (LONGEST // 2),
    "plus signs": "+" * LONGEST,
    "phone numbers": "0612345678 " * (LONGEST // 11),
    "streets": "شارع " * (LONGEST // 5),
    "names": "السيد محمد بن " * (LONGEST // 14),
    "titles": "M. " * (LONGEST // 3),
    "places": "شارع محمد " * (LONGEST // 10),
    "apostrophes": "l'" * (LONGEST // 2),
    "vowel signs": "م\u064e" * (LONGEST // 2),
    "empty lines": "\n \n\t" * (LONGEST // 4) + "x",
    "one letter that folds into eighteen": "\ufdfa" * LONGEST,
}


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize("long", TEXTS.values(), ids=TEXTS)
def test_warnings_of_a_long_text_are_found_in_time(long: str) -> None:
    document = published.report(lead=Texts(ar=f"{long} 12 شارع"))

    assert seconds(lambda: warnings.scan(document)) < LIMIT


@pytest.mark.parametrize("long", TEXTS.values(), ids=TEXTS)
def test_long_text_is_analysed_and_shown_in_time(long: str) -> None:
    assert seconds(lambda: analyse(long)) < LIMIT
    assert seconds(lambda: text(Texts(ar=long), paragraphs=True)) < LIMIT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 5_000, "b " + "a " * 4_999),
        ("a b c " * 1_666, "c b a " * 1_666),
        (" ".join(map(str, range(2_000))), " ".join(map(str, range(2_000, 0, -1)))),
    ],
    ids=["one word", "three words", "turned round"],
)
def test_long_texts_are_compared_in_time(old: str, new: str) -> None:
    pieces = compare(old, new)

    assert seconds(lambda: compare(old, new)) < LIMIT
    assert " ".join(piece.words for piece in pieces if piece.change != "removed") == " ".join(new.split())
    assert " ".join(piece.words for piece in pieces if piece.change != "added") == " ".join(old.split())


@pytest.mark.parametrize("spaces", ["", " ", "  ", "\n"])
def test_warnings_still_see_what_they_saw(spaces: str) -> None:
    seen = {
        f"12{spaces}مكرر{spaces}،{spaces}شارع الحرية": warnings.Kind.ADDRESS,
        f"12{spaces},{spaces} rue des Oliviers": warnings.Kind.ADDRESS,
        f"12{spaces}bis{spaces}, avenue X": warnings.Kind.ADDRESS,
        f"12345{spaces}-{spaces}ب{spaces}-{spaces}6": warnings.Kind.PLATE,
        f"12345{spaces or '|'}A{spaces or '|'}6": warnings.Kind.PLATE,
        f"x{spaces} a.b+c@example.co.ma": warnings.Kind.EMAIL,
    }

    for words, kind in seen.items():
        found = warnings.scan(published.report(lead=Texts(ar=words)))
        assert kind in {warning.kind for warning in found}, words


@pytest.mark.django_db
def test_longest_search_is_answered_in_time() -> None:
    reader = Client()

    for words in ("ش" * 200, "\u3300" * 200, "a b " * 50):
        assert seconds(lambda words=words: reader.get("/ar/demands/", {"q": words})) < LIMIT
