from __future__ import annotations

import pytest

from core.text.alphabetical import alphabetical


@pytest.mark.parametrize(
    "names",
    [
        ["آيت ولال", "بوفكران", "الدخيسة", "سيدي بابا", "المنصور", "ويسلان"],
        ["أكدال", "الأمل", "باب الخميس"],
        ["Agdal", "Écoles", "Ouislane", "Zerhoun"],
    ],
)
def test_names_stand_by_letter_without_accent_and_article(names: list[str]) -> None:
    assert sorted({*names}, key=alphabetical) == names


def test_short_word_that_begins_like_the_article_stays_whole() -> None:
    assert alphabetical("الو") == "الو"
