"""Spelling that an administration would correct in a note: missing hamza, ه for ة, French without accents. Never inside quotation marks.

Only what is sure is corrected: a word with the article takes no pronoun, so its last ه is ة; other words stand in the lists below or in
the reference lists (names of themes, places and bodies).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import reference
from consultations.reports.drafting.word_lists import word_set

LISTS: Final = ("themes", "areas", "units", "institutions")
ARABIC: Final = word_set(
    "إلى أو أمام أن أكد أشار أوضح أفاد أعلن أضاف أيضا أجل أحياء أشخاص أطفال أمن أمنية أمني إدارة إدارية إقليمية "
    "إعادة إحداث إنارة إصلاح إغلاق إزالة إطار إنصات إشارة إجراءات إدماج إعدادية إحدى أحد أسرة أسواق أزقة أيام أبناء "
    "أولياء أقراص أولى أخرى أمهات آباء أعضاء أعمال أخطار أسبوع أستاذ أبواب إجرام إدمان إرشاد إيجاد إيقاف إنشاء "
    "إضافة إضافية إشراك إلزام إنجاز أرقام أطر لأن لأنها لأنه بأن إذا أين أقل أكثر أول أخيرا أساسي أعوان ألف آلاف"
)
FRENCH: Final = word_set(
    "siège réunion développement présenté présentés présente collège carrière réponse derrière école écoles "
    "préfecture sécurité société déléguée délégué fréquent éclairage étude élève élèves sensibilisé stupéfiants "
    "médecin propreté problème problèmes rénovation création intérêt qualité après très année années journée soirée "
    "été réalisé prévention médiation répondu créer théâtre bibliothèque équipe équipes représentant représentants"
)
# Words that begin with و and a letter that looks like the beginning of another word.
WHOLE: Final = word_set("واحد واحدة وادي والي والد والدة والدين واسع واسعة")
# Words whose last letter is ه even with the article.
TRUE_HA: Final = word_set(
    "الله المياه الفقه الوجه الشبه السفه الاتجاه الانتباه الوجوه التنبيه التوجيه الترفيه المنبه الكره النزيه "
    "الاشتباه الأشباه الفواكه المكروه التنويه الإله الأفواه التشويه المشبوه الجاه النبيه الشبيه التشبيه التمويه"
)
WORD: Final = re.compile(r"[\u0621-\u064a]+")
LATIN: Final = re.compile(r"[A-Za-zÀ-ÿœŒ]+")
ARTICLE: Final = re.compile(r"^(?:و|ف)?(?:ال|بال|لل|كال)\w{3,}ه$")
PREFIX: Final = re.compile(r"^(?:و|ف)?(?:ال|بال|لل|كال|ب|ل|ك)?")
QUOTED: Final = re.compile(r"(«[^»]*»)")
SAID: Final = re.compile(r"\b(قال|قالت|يقول)( \S+){0,3}? ان\b")
UNACCENTED_TO: Final = re.compile(
    r"\ba (?=(?:la|l’|toute?|son|sa|leur|chaque|cause|partir|nouveau|proximite)\b|\w{3,}(?:er|ir)\b)"
)
SINCE_THE: Final = re.compile(r"\bdes (?=l[ae]\b|l’)")


def arabic(text: str) -> str:
    said = SAID.sub(lambda found: f"{found[0][:-2]}إن", text)
    return _outside_quotes(said, lambda part: WORD.sub(lambda found: _arabic_word(found[0]), part))


def french(text: str) -> str:
    plain = UNACCENTED_TO.sub("à ", text) if text.isascii() or _unaccented(text) == text else text
    plain = SINCE_THE.sub("dès ", plain)
    return _outside_quotes(plain, lambda part: LATIN.sub(lambda found: _french_word(found[0]), part))


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = QUOTED.split(text)
    return "".join(part if part.startswith("«") else change(part) for part in parts)


def _arabic_word(word: str) -> str:
    if ARTICLE.match(word) and word.removeprefix("و").removeprefix("ب") not in TRUE_HA and word not in TRUE_HA:
        word = f"{word[:-1]}ة"
    if word in WHOLE:
        return word
    prefix = PREFIX.match(word)
    for start in (0, prefix.end() if prefix else 0):
        stem = word[start:]
        # A short word after ب, ل or ك may be another word: كان is not «ك» and «أن».
        if start and len(stem) < 4 and word[start - 1] in "بلك" and not word[:start].endswith("ال"):
            continue
        known = _arabic_words().get(_bare(stem))
        if known and known != stem and _bare(stem) == stem:
            return word[:start] + known
    return word


def _french_word(word: str) -> str:
    known = _french_words().get(_unaccented(word.casefold()))
    if known is None or (
        word.casefold() != _unaccented(word.casefold()) and word.casefold() in _french_words().values()
    ):
        return word
    return known.capitalize() if word[0].isupper() else known


def _bare(word: str) -> str:
    """Without hamza on alif; ة stays."""
    return word.translate(str.maketrans("أإآ", "ااا"))


def _unaccented(word: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))


@cache
def _arabic_words() -> dict[str, str]:
    """Words with a hamza on alif, by their spelling without it; none that is a word without it, too."""
    words = {word for name in _names("ar") for word in WORD.findall(name)} | set(ARABIC)
    stems = words | {word[PREFIX.match(word).end() :] for word in words if PREFIX.match(word)}  # type: ignore[union-attr]
    return _unique({stem for stem in stems if len(stem) > 1 and _bare(stem) != stem}, _bare, stems)


@cache
def _french_words() -> dict[str, str]:
    words = {word.casefold() for name in _names("fr") for word in LATIN.findall(name)} | set(FRENCH)
    return _unique({word for word in words if len(word) > 3 and _unaccented(word) != word}, _unaccented, words)


def _unique(words: set[str], plain: Callable[[str], str], all_words: set[str]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for word in words:
        found.setdefault(plain(word), set()).add(word)
    return {bare: own.pop() for bare, own in found.items() if len(own) == 1 and bare not in all_words}


def _names(language: str) -> list[str]:
    folder = Path(reference.__file__).parent / "data"
    found = []
    for name in LISTS:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found += [row.get(language) or "" for row in csv.DictReader(file)]
    return found
