import csv
import os
from pathlib import Path

import pytest

from core.text.arabic import analyse, light_stem, normalise

SHARED_DATA = Path(os.environ.get("MACHOURA_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data")
ORACLE = SHARED_DATA / "lucene_arabic_oracle"


def oracle_cases(name):
    path = ORACLE / name
    if not path.exists():
        return [pytest.param("", "", marks=pytest.mark.skip(reason=f"{path} is absent; set MACHOURA_DATA"))]
    with path.open(encoding="utf-8") as file:
        return [
            pytest.param(row["input"], row["expected"], id=row["case"]) for row in csv.DictReader(file, delimiter="\t")
        ]


@pytest.mark.parametrize(("written", "expected"), oracle_cases("normalization.tsv"))
def test_normalise_agrees_with_oracle(written, expected):
    assert normalise(written) == expected


@pytest.mark.parametrize(("written", "expected"), oracle_cases("stemming_light10.tsv"))
def test_light_stem_agrees_with_oracle(written, expected):
    token = written if written.isascii() else normalise(written)

    assert light_stem(token) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("الأَمـــنُ", "الامن"),
        ("آراء إدارة", "اراء اداره"),
        ("مسؤولية هيئة", "مسووليه هييه"),
        ("مقهى", "مقهي"),
        ("أڭادير", "اكادير"),
        ("أگادير", "اكادير"),
        ("٢٠١٨ ۲۰۱۸", "2018 2018"),
        ("ﻻ", "لا"),
        ("الدائرة\u200f الثانية\u200c", "الدايره الثانيه"),
        ("ÉCOLE Œuvre Sûreté", "ecole oeuvre surete"),
    ],
)
def test_normalise_folds_spelling_variants(written, expected):
    assert normalise(written) == expected


@pytest.mark.parametrize("written", ["أَحمَدُ ٱلمكناسيّ", "İstanbul ﷲ Œ", "وَبِٱلأَمْنِ ٣٫٥", ""])
def test_normalise_twice_changes_nothing_more(written):
    once = normalise(written)

    assert normalise(once) == once


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("والجمعيات", "جمع"),
        ("وبالمدارس", "مدارس"),
        ("وللجمعيه", "جمع"),
        ("ولد", "ولد"),
        ("police", "police"),
    ],
)
def test_light_stem_takes_conjunction_and_article_together(token, expected):
    assert light_stem(normalise(token)) == expected


def test_analyse_gives_inflected_forms_the_same_terms():
    announced = analyse("الجمعيات والمدارس")

    asked = analyse("جمعية، مدارسها؟")

    assert announced == asked == ["جمع", "مدارس"]


def test_light_stem_keeps_the_waw_of_a_root():
    assert light_stem("والي") == light_stem("الوالي") == "وال"


def test_analyse_splits_arabic_letters_from_digits_and_passes_latin():
    terms = analyse("القانون 31-13 وال19, rue de l'École_n° ٧")

    assert terms == ["قان", "31", "13", "وال", "19", "rue", "de", "l", "ecole", "n", "7"]


def test_analyse_of_punctuation_gives_no_terms():
    assert analyse("؟ ، … «» ــ _ 🙂") == []
