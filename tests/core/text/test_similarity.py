from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from core.text import fingerprints
from core.text.analysis import analyse
from core.text.frequencies import Frequencies, learn
from core.text.lexicon import Concept, Lexicon
from core.text.similarity import Similarity, cosine

LEXICON = Lexicon.of(
    [
        Concept("lighting", "thing", ("إنارة", "الإنارة العمومية", "الضو", "éclairage", "lampadaire")),
        Concept("school", "place", ("مدرسة", "مدارس", "السكويلة", "école")),
        Concept("patrol", "ask", ("دورية", "patrouille")),
        Concept("zitoune", "area", ("الزيتون", "Zitoune")),
        Concept("how", "question", ("كيف", "ما طريقة")),
        Concept("when", "question", ("متى",)),
        Concept("words", "function", ("في", "من", "la", "de", "à")),
    ]
)
SIMILARITY = Similarity(LEXICON, Frequencies())
SECONDS = 2.0


def highlighted(text: str, places: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in places]


def test_same_words_are_alike_and_other_words_are_not():
    text = "إصلاح الإنارة قرب المدارس"

    assert SIMILARITY.alike(text, text) == pytest.approx(1.0)
    assert SIMILARITY.alike(text, "حفلة زفاف") < 0.2


@pytest.mark.parametrize("other", ["Éclairage devant l’école", "الضو حدا السكويلة", "inara 9eddam lmadrasa dyal lbnat"])
def test_same_concepts_in_another_language_are_nearer_than_other_concepts(other):
    text = "الإنارة العمومية أمام المدرسة"

    assert SIMILARITY.alike(text, other) > SIMILARITY.alike("دورية بالزيتون", other)


def test_words_that_match_are_told_in_both_texts():
    written, offered = "Éclairage à Zitoune, svp", "تقوية الإنارة العمومية بحي الزيتون"

    found = SIMILARITY.matching(SIMILARITY.analyse(written), SIMILARITY.analyse(offered))

    assert highlighted(written, found.first) == ["Éclairage", "Zitoune"]
    assert highlighted(offered, found.second) == ["الإنارة", "العمومية", "الزيتون"]


def test_words_with_vowel_signs_are_highlighted_whole():
    written = "الإِنَارَةُ ضعيفة"

    found = SIMILARITY.matching(SIMILARITY.analyse(written), SIMILARITY.analyse("إنارة"))

    assert highlighted(written, found.first) == ["الإِنَارَةُ"]


def test_function_words_alone_are_not_highlighted():
    found = SIMILARITY.matching(SIMILARITY.analyse("la porte de fer"), SIMILARITY.analyse("la clef de bois"))

    assert found == ([], [])


@pytest.mark.parametrize(
    ("written", "expected"), [("نحتاج إلى دور", ["الدوريات"]), ("نحتاج إلى دو", []), ("نحتاج إلى", [])]
)
def test_last_word_that_is_not_finished_highlights_the_words_that_begin_like_it(written, expected):
    offered = "تكثيف الدوريات، ودعم دار الشباب"

    found = SIMILARITY.matching(SIMILARITY.analyse(written), SIMILARITY.analyse(offered))

    assert highlighted(offered, found.second) == expected
    assert highlighted(written, found.first) == (["دور"] if expected else [])


def test_question_of_another_kind_or_with_one_word_more_is_less_alike():
    text = "كيف نصلح الإنارة؟"

    same = SIMILARITY.alike(text, "ما طريقة إصلاح الإنارة؟")

    assert SIMILARITY.alike(text, "متى نصلح الإنارة؟") < SIMILARITY.alike(text, text)
    assert SIMILARITY.alike(text, "كيف نصلح الإنارة بالزيتون؟") < SIMILARITY.alike(text, text)
    assert same > 0.3


def test_long_quotation_counts_less_than_the_words_around_it():
    slogan = "«الأمن مسؤولية الجميع في مدينتنا الجميلة»"

    lamps, dogs = f"{slogan}: إنارة الأزقة", f"{slogan}: كلاب ضالة"

    assert SIMILARITY.alike(lamps, dogs) < SIMILARITY.alike(lamps.replace("«", ""), dogs.replace("«", ""))


@pytest.mark.parametrize("text", ["", " ", "!?", "،؛", "\u200f\u202e", "\n\n", "في من"])
def test_text_without_content_is_like_nothing_that_has_some(text):
    assert SIMILARITY.alike(text, "الإنارة العمومية") == 0
    assert fingerprints.keys(SIMILARITY, SIMILARITY.analyse(text)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "ا" * 20_000,
        "إنارة " * 3_400,
        "“" * 20_000,
        "«" * 10_000 + "»" * 10_000,
        "كيف " * 5_000 + "؟",
        "a\u0301" * 10_000,
        "".join(chr(0x0621 + number % 60) + " " * (number % 3 == 0) for number in range(20_000)),
        "7a" * 10_000,
        "😀" * 20_000,
        "\u0640\u200d" * 10_000,
    ],
    ids=[
        "one word",
        "one word often",
        "opened",
        "nested",
        "questions",
        "accents",
        "letters",
        "digits",
        "emoji",
        "no letters",
    ],
)
def test_hostile_text_of_twenty_thousand_characters_takes_bounded_time(text):
    started = time.process_time()

    analysis = SIMILARITY.analyse(text)
    fingerprints.packed(SIMILARITY.vector_of(analysis))
    fingerprints.keys(SIMILARITY, analysis)
    SIMILARITY.alike(text, text[::-1])

    assert time.process_time() - started < SECONDS


@pytest.mark.slow
@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_likeness_is_symmetric_and_between_nothing_and_one(first, second):
    one, other = SIMILARITY.alike(first, second), SIMILARITY.alike(second, first)

    assert one == pytest.approx(other)
    assert -1e-9 <= one <= 1 + 1e-9


@pytest.mark.slow
@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_packed_vector_is_nearly_the_vector(text):
    vector = SIMILARITY.vector(text)

    stored = fingerprints.packed(vector)

    assert len(stored) <= 6 * fingerprints.MOST_FEATURES
    if 0 < len(vector) <= fingerprints.MOST_FEATURES:
        assert fingerprints.closeness(vector, stored) == pytest.approx(1.0, abs=0.01)
        assert cosine(vector, fingerprints.unpacked(stored)) == pytest.approx(1.0, abs=0.01)


@pytest.mark.slow
def test_vector_is_the_same_in_every_process():
    code = (
        "from tests.core.text.test_similarity import SIMILARITY; from core.text import fingerprints as f;"
        "a = SIMILARITY.analyse('الإنارة العمومية à Zitoune'); print(f.packed(SIMILARITY.vector_of(a)).hex(), sorted(f.keys(SIMILARITY, a)))"
    )

    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            cwd=Path(__file__).parents[3],
        ).stdout
        for seed in ("1", "2")
    }

    assert len(printed) == 1
    assert len(printed.pop()) > 100


def test_frequent_feature_counts_less_than_a_rare_one():
    texts = [{"word": ["الإنارة"]}, {"word": ["الإنارة", "السوق"]}, {"word": ["الإنارة"]}, {"word": ["السوق"]}] * 3

    frequencies = learn([texts])

    assert frequencies.rarity("word", "الإنارة") < frequencies.rarity("word", "السوق") < frequencies.rarity("word", "؟")
    assert frequencies.rarity("word", "unknown") == 1.0


def test_frequencies_are_read_as_they_were_written(tmp_path):
    frequencies = learn([[{"word": ["a"]}, {"word": ["a"]}, {"word": ["a"]}, {"word": []}]])

    frequencies.write(tmp_path / "frequencies.csv")

    assert Frequencies.read(tmp_path / "frequencies.csv") == frequencies


def test_longest_phrase_names_the_concept():
    assert [each.key for each in analyse("الإنارة العمومية", LEXICON).concepts] == ["lighting"]
