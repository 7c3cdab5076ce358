from __future__ import annotations

import pytest

from core.text.language_detection import language_of


@pytest.mark.parametrize(
    ("text", "chosen", "found"),
    [
        ("دراجات نارية مسرعة", "fr", "ar"),
        ("دراجات نارية قرب Lycée Omar", "en", "ar"),
        ("Éclairage en panne", "ar", "fr"),
        ("Broken lights", "en", "en"),
        ("Éclairage en panne, زنقة", "fr", "fr"),
        ("12 - 14", "ar", "ar"),
        ("", "fr", "fr"),
        ("ⴰⵣⵓⵍ", "ar", "ar"),
    ],
)
def test_language_follows_the_letters(text: str, chosen: str, found: str) -> None:
    assert language_of(text, chosen=chosen) == found
