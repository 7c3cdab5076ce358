from __future__ import annotations

import pytest

from core.text.arabic import words
from core.text.stems import bases, french_stem, skeleton, stem


def normal(word: str) -> str:
    (found,) = words(word)
    return found


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("sahrij", "صهريج"),
        ("7ouma", "حومة"),
        ("3ors", "عرس"),
        ("9ahwa", "قهوة"),
        ("khobz", "خبز"),
        ("chra", "شرا"),
        ("ghaba", "غابة"),
        ("police", "بوليس"),
        ("caméra", "كاميرا"),
        ("shari3", "شارع"),
    ],
)
def test_word_in_latin_letters_has_the_skeleton_of_the_arabic_one(latin, arabic):
    assert skeleton(normal(latin)) == skeleton(normal(arabic)) != ""


def test_words_of_other_consonants_have_other_skeletons():
    assert len({skeleton(normal(word)) for word in ("درب", "باب", "سوق", "شوق")}) == 4


def test_emphatic_letters_that_latin_writers_do_not_tell_apart_are_one():
    assert skeleton(normal("طريق")) == skeleton(normal("triq")) == skeleton(normal("tri9"))


@pytest.mark.parametrize(
    "forms",
    [
        ("éclairer", "éclairé", "éclairée", "ECLAIRES"),
        ("patrouille", "patrouilles", "patrouiller"),
        ("dégradation", "dégradations"),
        ("policier", "policiers", "policière"),
    ],
    ids=lambda forms: forms[0],
)
def test_french_words_lose_accents_and_inflexion(forms):
    assert len({french_stem(normal(form)) for form in forms}) == 1


def test_french_words_of_other_meaning_keep_apart():
    assert len({french_stem(normal(word)) for word in ("patrouille", "patron", "police", "politesse")}) == 4


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("كيتباعو", "تباع"),
        ("وبالدوريات", "دوريه"),
        ("للقاصرين", "قاصر"),
        ("كيقدروش", "قدر"),
        ("فالحومة", "حومه"),
    ],
)
def test_bases_of_an_inflected_word_hold_its_dictionary_form(written, base):
    assert base in bases(normal(written))


def test_stem_does_not_depend_on_preposition_or_verbal_prefix():
    assert stem(normal("بالإنارة")) == stem(normal("الإنارة")) == stem(normal("إنارة"))
    assert stem(normal("كيديرو")) == stem(normal("ديرو"))
