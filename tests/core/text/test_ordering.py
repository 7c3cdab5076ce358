"""Names in the order of a dictionary."""

from __future__ import annotations

import random
from functools import partial

import pytest

from core.text.ordering import dictionary_key


@pytest.mark.parametrize(
    "names",
    [
        ["آيت ولال", "بوفكران", "الدخيسة", "سيدي بابا", "المنصور", "ويسلان"],
        ["أكدال", "الأمل", "باب الخميس"],
        ["المنصور", "ٱلنور", "هدى"],
        ["حي 2", "حي 10", "الحي 11"],
        ["Agdal", "Écoles", "Oeuvre", "Œuvre", "Ouislane", "Zerhoun"],
    ],
)
def test_names_stand_by_letter_without_accent_and_article(names: list[str]) -> None:
    mixed = list(names)
    random.Random(7).shuffle(mixed)  # noqa: S311

    assert sorted(mixed, key=partial(dictionary_key, without_article=True)) == names


def test_short_word_that_begins_like_the_article_stays_whole() -> None:
    assert dictionary_key("الو", without_article=True) == dictionary_key("الو")


@pytest.mark.parametrize(
    "names",
    [
        ["ابن خلدون", "إحسان", "أحياء مكناس", "آفاق", "أمل", "بدر", "تعاون", "هدى", "يسر"],
        ["Amis", "école", "Élan", "Étoile", "« Femmes »", "Œuvre", "Opéra", "zénith"],
        ["جمعية 2", "جمعية ٣", "جمعية 10"],
        ["Amis", "أمل", "ⴰⵎⴰⵣⵉⵖ"],
    ],
)
def test_names_are_sorted_as_a_dictionary_does(names: list[str]) -> None:
    mixed = list(names)
    random.Random(7).shuffle(mixed)  # noqa: S311

    assert sorted(mixed, key=dictionary_key) == names


def test_names_that_a_dictionary_does_not_tell_apart_keep_one_order() -> None:
    assert sorted(["élan", "elan", "Elan"], key=dictionary_key) == sorted(["Elan", "élan", "elan"], key=dictionary_key)
