"""Stems of Arabic, Darija and French words, and one consonant skeleton for all of them.

The skeleton is written in Latin consonants and drops what Darija writers leave open: vowels, emphatics and gutturals that Latin letters do not
tell apart. صهريج, "sahrij" and "s-sahrij" have the skeleton "shrj"; بوليس and "police" have "bls".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from core.text.arabic import light_stem

SHORTEST = 3
_ARABIC: Final = re.compile("[\u0621-\u06d3]")

# Longest first. Conjunction, preposition and article; what Darija puts before a verb (كي, غا, ما) and the persons of the present tense.
_PROCLITICS: Final = (
    *(
        "وبال",
        "وكال",
        "فبال",
        "وال",
        "بال",
        "كال",
        "فال",
        "ولل",
        "فلل",
        "كيت",
        "كات",
        "كنت",
        "غان",
        "غات",
        "غاي",
        "ماك",
        "سي",
        "ست",
    ),
    *("ال", "لل", "كي", "كت", "كن", "تي", "غا", "ما", "ول", "وب", "وي", "ون", "وت"),
    *("و", "ف", "ب", "ل", "ك", "س", "ي", "ت", "ن", "ا"),
)
# Endings of nouns, verbs and pronouns, and the second half of the negation (ما…ش).
_ENCLITICS: Final = (
    *("وهمش", "اتهم", "اتها", "وهم", "وها", "وني", "ونا", "اته", "تهم", "تها", "يين", "يات", "هاش", "وش"),
    *("ها", "هم", "كم", "نا", "ني", "ان", "ات", "ون", "ين", "يه", "وا", "وه", "وك", "ته", "تو"),
    *("ه", "ي", "و", "ا", "ت", "ك", "ش"),
)

# By which consonant two writers of one word meet. Gutturals that Latin letters have no sign for are left out.
_SKELETON: Final = {
    "ب": "b",
    "ت": "t",
    "ث": "t",
    "ج": "j",
    "ح": "h",
    "خ": "x",
    "د": "d",
    "ذ": "d",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "c",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "d",
    "ع": "3",
    "غ": "g",
    "ف": "f",
    "ق": "k",
    "ك": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "و": "",
    "ي": "",
    "ا": "",
    "ء": "",
}
# Digits of the Arabic chat alphabet and letter groups, before single letters.
_LATIN_GROUPS: Final = (
    *(
        ("kh", "x"),
        ("gh", "g"),
        ("ch", "c"),
        ("sh", "c"),
        ("th", "t"),
        ("dh", "d"),
        ("ph", "f"),
        ("qu", "k"),
        ("ou", ""),
    ),
    *(("3'", "g"), ("9'", "k"), ("7'", "x")),
)
_LATIN: Final = {
    "b": "b",
    "p": "b",
    "v": "f",
    "f": "f",
    "t": "t",
    "d": "d",
    "j": "j",
    "r": "r",
    "z": "z",
    "s": "s",
    "x": "x",
    "k": "k",
    "q": "k",
    "g": "g",
    "l": "l",
    "m": "m",
    "n": "n",
    "h": "h",
    "c": "k",
    "7": "h",
    "3": "3",
    "9": "k",
    "5": "x",
    "8": "g",
    "6": "t",
    "4": "d",
}
_SOFT_C: Final = re.compile("c(?=[eiy])")
_SOFT_G: Final = re.compile("g(?=[eiy])")
_DOUBLED: Final = re.compile(r"(.)\1+")

# Longest first: of two inflexions and two derivations of one French word the same beginning stays.
_FRENCH_ENDINGS: Final = (
    *(
        "issements",
        "issement",
        "atrices",
        "atrice",
        "ateurs",
        "ateur",
        "ations",
        "ation",
        "ements",
        "ement",
        "euses",
        "euse",
    ),
    *(
        "ances",
        "ance",
        "ables",
        "able",
        "eurs",
        "eur",
        "ages",
        "age",
        "ments",
        "ment",
        "ieres",
        "iere",
        "iers",
        "ier",
        "ives",
        "ive",
        "ions",
        "ion",
    ),
    *(
        "antes",
        "ante",
        "ants",
        "ant",
        "ites",
        "ite",
        "ales",
        "ale",
        "aux",
        "al",
        "ees",
        "ee",
        "es",
        "er",
        "ez",
        "ent",
        "ons",
        "ait",
        "ir",
        "if",
    ),
    *("e", "s", "x"),
)
_SHORTEST_FRENCH = 4


def is_arabic(word: str) -> bool:
    return bool(_ARABIC.match(word))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The index stem of ``word``, already normalised."""
    return _arabic_stem(word) if is_arabic(word) else french_stem(word)


def _arabic_stem(word: str) -> str:
    light = light_stem(word)
    for before in ("كي", "كت", "كن", "ب", "ل", "ف", "ك"):
        if light.startswith(before) and len(light) >= len(before) + SHORTEST:
            light = light[len(before) :]
            break
    if len(light) > SHORTEST and light.endswith(("و", "ا", "ت")):
        light = light[:-1]
    return light


def french_stem(word: str) -> str:
    """Without plural, gender, inflexion and the commonest derivations; ``word`` has no accents."""
    if len(word) > SHORTEST and word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    for ending in _FRENCH_ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_FRENCH:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def bases(word: str) -> tuple[str, ...]:
    """Every form that ``word`` may be an inflexion of, the least changed first: to be looked up in a lexicon."""
    if not is_arabic(word):
        return (word, french_stem(word))
    found = {word: None}
    begun = [word]
    for clitic in _PROCLITICS:
        if word.startswith(clitic) and len(word) >= len(clitic) + SHORTEST:
            begun.append(word[len(clitic) :])
    for each in begun:
        found[each] = None
        for clitic in _ENCLITICS:
            if each.endswith(clitic) and len(each) >= len(clitic) + SHORTEST:
                rest = each[: -len(clitic)]
                found[rest] = None
                found[rest + "ه"] = None
    return tuple(sorted(found, key=lambda base: -len(base)))


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of ``word``, already normalised, in one alphabet; doubled ones once."""
    if is_arabic(word):
        written = "".join(_SKELETON.get(letter, "") for letter in word)
    else:
        spelled = _SOFT_G.sub("j", _SOFT_C.sub("s", word.replace("ch", "\0"))).replace("\0", "ch")
        for group, consonant in _LATIN_GROUPS:
            # In capitals, so that no consonant of a group is read a second time.
            spelled = spelled.replace(group, consonant.upper())
        written = "".join(letter.lower() if letter.isupper() else _LATIN.get(letter, "") for letter in spelled)
    written = _DOUBLED.sub(r"\1", written)
    # The ending ة, which is heard as a vowel.
    return written[:-1] if written.endswith("h") and len(written) >= SHORTEST else written
