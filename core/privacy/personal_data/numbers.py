"""Numbers that lead to a person: telephone, bank account, identity card, passport, number plate.

Shapes: Moroccan numbers have ten digits from 05 to 08, or +212 and nine; a RIB has 24 digits, a Moroccan IBAN is MA, two digits and the RIB; an
identity card one or two letters and up to six digits, a passport two letters and seven; a plate up to five digits, a letter and the number
of the prefecture (1 to 89), in either order, or WW and a number. All patterns take linear time: repetitions are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Reading

# Between the digits of one number.
_S = r"[\s.\-/()_,·]{0,3}"
_PHONES = (
    re.compile(rf"(?<![\d+])(?<!\d[.,/-])(?:\+|00)?{_S}212\+?{_S}(?:0{_S})?[5-8](?:{_S}\d){{8}}(?!\d)"),
    re.compile(rf"(?<![\da-z])(?<!\d[.,])[0o]{_S}[5-8](?:{_S}[\do]){{8}}(?![.,]?\d)(?![a-z])"),
    re.compile(rf"(?<!\w)(?:\+|00)[1-9]\d{{0,2}}(?:{_S}\d){{7,11}}(?!\d)"),
)
_CUED_PHONE = re.compile(
    rf"(?:هاتف\w*|تلفون\w*|تيليفون\w*|واتساب|نمرت\w{{1,3}}|tel|telephone|gsm|portable|whatsapp|whatsap|nmr[ae]?ti?)\W{{1,4}}"
    rf"(?:(?:رقم|هو|ال\w+|n°|numero|est|le|:)\W{{1,3}}){{0,2}}(?P<number>[5-8](?:{_S}\d){{8}})(?!\d)"
)
_NUMBER_TO_CALL = re.compile(
    rf"(?:علي الرقم|في الرقم|ف الرقم|ف نمره|au numero|au n°|f numero)\s?:?\s?(?P<number>[67](?:{_S}\d){{8}})(?![\d/])"
)
_FREE_LINE = re.compile(r"(?:الاخضر|الاقتصادي|vert|economique|gratuit)\W*\w*\W*\Z")
_DATE_FIRST = re.compile(r"0[5-8][/.-](?:0\d|1[0-2])[/.-](?:19|20)\d\d")

_IBAN = re.compile(r"(?<![a-z\d])[a-z]{2}\s?\d{2}(?:[\s.-]?[a-z\d]){11,30}")
_MOROCCAN_IBAN = re.compile(r"(?<![a-z\d])ma\s?(?:[\s.\-/]{0,3}\d){26}(?!\d)")
_RIB = re.compile(r"(?<![\d])\d(?:[\s.\-/|_]{0,3}\d){23}(?!\d)")
_ACCOUNT = re.compile(
    r"(?:\brib\b|\biban\b|\bccp\b|compte (?:bancaire|postal|courant)|(?:ال|ب|لل|بال|و)?حساب\w{0,3} (?:ال)?(?:بنكي|بريدي|جاري)\w?|رقم (?:ال)?حساب\w{0,3})"
    r"[^\d\n.!?؟]{0,25}(?P<number>\d(?:[\s.\-/]{0,2}\d){9,25})(?!\d)|\bccp\b[^\d\n.!?؟]{0,15}(?P<postal>\d{6,8})(?!\d)"
)

_CARD = (
    r"(?:\bcin(?:e)?\b|\bcnie?\b|c\.i\.n\b|carte\s(?:d'identite|nationale|d identite)|piece d'identite|identite|\bcarte\b|la ?kart\b|lakart|كارط|لاكارط|لاكارت|"
    r"بطاق\w{1,4}|البطاقه|ب\.?ت\.?و|التعريف|الوطنيه|هويت?ه?ا?)"
)
_CUED_CARD = re.compile(
    _CARD + r"[^\d\n!?؟؛;]{0,40}?(?<![a-z])(?P<number>[a-z]{1,2}[\s.\-]{0,3}\d(?:[\s.\-]{0,2}\d){3,6})(?![\d/])"
)
_CUED_CARD_OF_DIGITS = re.compile(
    r"(?:\bcin\b|\bcnie?\b|carte nationale|بطاق\w{1,4} (?:ال)?(?:تعريف|وطنيه|هويه)\w*)[^\d\n!?؟؛;.،,]{0,25}(?P<number>\d{5,7})(?![\d/])"
)
_CARD_ALONE = re.compile(r"(?<![a-z\d'/.-])[a-z]{1,2}[ -]?\d{5,7}(?![\d/a-z])(?!-\d)(?![.,]\d)")
_PASSPORT = re.compile(
    r"(?:passeport\w?|passport|باسبور\w?|جوازات?\w*)[^\d\n!?؟؛;]{0,35}?(?<![a-z])(?P<number>[a-z]{0,2}[\s.\-]{0,2}\d(?:[\s.\-]?\d){5,8})(?![\d/])"
)
_NO_CARD = re.compile(
    r"(?:\bref\w*|reference\w*|dossier|facture|recu|bon|marche|decision|arrete|circulaire|loi|decret|appel d'offres|bp|b\.p|"
    r"مرجع\w*|نموذج|استماره|modele|formulaire|format|وصل|ملف|صفقه|قرار|مذكره|فاتوره|قانون|مرسوم|ظهير|محضر|شكايه|طلب|مطلب|عدد|تحت رقم)\W{0,3}(?:\w{1,6}\W{1,3}){0,2}\Z"
)
_AN_AMOUNT = re.compile(r"\W{0,2}(?:dh|dhs|mad|dirham|euro|درهم|kg|km|m2|habitant|personne|eleve|ans\b|نسمه|شخص)")
_WORD_OF_ONE_LETTER = frozenset("aldnycsmj")

_LETTER = r"(?:الف|باء|جيم|دال|هاء|واو|طاء|[ابتثجحدهوطيكلمنرسشعa-z])"
_JOINED = r"\s?[|/\-.،*_\\]{1,2}\s?"
_SPACED = r"\s{1,3}"
_PLATES = (
    re.compile(rf"(?<![\d/.,-])\d{{1,6}}(?P<gap>{_JOINED}|{_SPACED}|)ww(?P=gap)\d{{1,2}}(?!\d)"),
    re.compile(rf"(?<![\d/|-])(?P<serial>\d{{1,5}}){_JOINED}{_LETTER}{_JOINED}(?P<area>\d{{1,2}})(?![\d/])"),
    re.compile(rf"(?<![\d/|-])(?P<area>\d{{1,2}}){_JOINED}{_LETTER}{_JOINED}(?P<serial>\d{{1,5}})(?![\d/])"),
)
_LOOSE_PLATES = (
    re.compile(
        rf"(?<![\d/.,-])(?P<serial>\d{{1,5}})(?:{_JOINED}|{_SPACED})?{_LETTER}(?:{_JOINED}|{_SPACED})?(?P<area>\d{{1,2}})(?![\d/])"
    ),
    re.compile(
        rf"(?<![\d/.,-])(?P<area>\d{{1,2}})(?:{_JOINED}|{_SPACED})?{_LETTER}(?:{_JOINED}|{_SPACED})?(?P<serial>\d{{1,5}})(?![\d/])"
    ),
)
_TEMPORARY = re.compile(r"(?<![\d/.,-])\d{4,6}[\s-]?ww(?!\w)|(?<![a-z\d])ww[\s|/\-.]{0,3}\d(?:\s?\d){2,6}(?!\d)")
_PLATE_CUE = re.compile(
    r"(?:plaque\w*|immatricul\w*|matricul\w*|ترقيم\w*|مرقم\w*|لوح(?:ه|ات|ت\w*)|(?:ال|ب)?ماتريكيل|سيار\w*|شاحن\w*|دراج\w*|طوموبيل\w*|tomobil\w*|voiture\w*|vehicule\w*|moto\w*|"
    r"camion\w*|فورقون\w*|طاكسي\w*|taxi\w*|fourgon\w*)[^\n!?؟]{0,45}\Z"
)
_STRONG_PLATE_CUE = re.compile(
    r"(?:plaque\w*|immatricul\w*|matricul\w*|ترقيم\w*|لوح(?:ه|ت\w*)|(?:ال|ب)?ماتريكيل)\W{0,4}(?:(?:رقم\w*|هو|هي|n°|numero|est|sous le|est le|:|ذات الرقم|ال\w+)\W{1,3}){0,2}"
    r"(?P<number>(?:[a-z\u0621-\u064a]{0,2}[\s|/\-]{0,3}\d(?:[\s|/\-]{0,3}\d){3,6})(?:[\s|/\-]{0,3}[a-z\u0621-\u064a](?:[\s|/\-]{0,3}\d){0,2}\b)?)"
)
_NO_PLATE = re.compile(
    r"(?:circulaire|decision|arrete|note|marche|\bref\w*|reference|courrier|dossier|loi|decret|lettre|pv|facture|recu|bon|مذكره|مذكرات|دوريه|قرار|مقرر|منشور|رساله|مراسله|مرجع\w*|ملف|"
    r"صفقه|قانون|ظهير|مرسوم|محضر|عدد|وصل|فاتوره|عماره|شقه|بلوك|appt?|imm|bloc|salle|قاعه|قسم)\W{0,3}(?:\w{1,8}\W{1,3}){0,2}\Z"
)
_SHORTEST_SERIAL = 3
_LONGEST_SERIAL = 5
_LAST_AREA = 89


def numbers(reading: Reading) -> Iterator[Candidate]:
    yield from _accounts(reading)
    yield from _phones(reading)
    yield from _identity(reading)
    yield from _plates(reading)


def _accounts(reading: Reading) -> Iterator[Candidate]:
    for found in reading.numeric(_IBAN):
        if _is_iban(found[0]):
            yield Candidate(*found.span(), Kind.IBAN_OR_RIB)
    for pattern in (_MOROCCAN_IBAN, _RIB):
        for found in reading.numeric(pattern):
            yield Candidate(*found.span(), Kind.IBAN_OR_RIB)
    for found in reading.numeric(_ACCOUNT):
        yield Candidate(*found.span("number" if found["number"] else "postal"), Kind.IBAN_OR_RIB)


def _is_iban(written: str) -> bool:
    """ISO 13616: the four first characters behind, letters as numbers from 10, modulo 97 is 1. Blanks after the end are no part of it."""
    characters = "".join(filter(str.isalnum, written))
    return (
        characters.isascii() and int("".join(str(int(each, 36)) for each in characters[4:] + characters[:4])) % 97 == 1
    )


def _phones(reading: Reading) -> Iterator[Candidate]:
    plain = reading.plain
    for pattern in _PHONES:
        for found in reading.numeric(pattern):
            start, end = found.span()
            if _DATE_FIRST.match(found[0]) or _FREE_LINE.search(plain, max(0, start - 25), start):
                continue
            if start and plain[start - 1] == "(":
                start -= 1
            yield Candidate(start, end, Kind.PHONE)
    for pattern in (_CUED_PHONE, _NUMBER_TO_CALL):
        for found in reading.numeric(pattern):
            yield Candidate(*found.span("number"), Kind.PHONE)


def _identity(reading: Reading) -> Iterator[Candidate]:
    plain = reading.plain
    for pattern in (_CUED_CARD, _CUED_CARD_OF_DIGITS, _PASSPORT):
        for found in reading.numeric(pattern):
            yield Candidate(*found.span("number"), Kind.ID_NUMBER)
    for found in reading.numeric(_CARD_ALONE):
        start, end = found.span()
        letters = re.match("[a-z]+", found[0])
        first, last = reading.original(start, start + (letters.end() if letters else 1))
        is_glued = plain[start:end].isalnum()
        if letters is None or not reading.text[first:last].isupper() or found[0].startswith("ww"):
            continue
        if not is_glued and letters[0] in _WORD_OF_ONE_LETTER and reading.text[first:last] != letters[0].upper():
            continue
        if not _NO_CARD.search(plain, max(0, start - 40), start) and not _AN_AMOUNT.match(plain, end):
            yield Candidate(start, end, Kind.ID_NUMBER)


def _plates(reading: Reading) -> Iterator[Candidate]:
    plain = reading.plain
    for found in reading.numeric(_TEMPORARY):
        yield Candidate(*found.span(), Kind.PLATE)
    for found in reading.numeric(_PLATES[0]):
        yield Candidate(*found.span(), Kind.PLATE)
    for pattern in _PLATES[1:]:
        for found in reading.numeric(pattern):
            if _is_plate(found, plain, needs_cue=len(found["serial"]) < _SHORTEST_SERIAL):
                yield Candidate(*found.span(), Kind.PLATE)
    for pattern in _LOOSE_PLATES:
        for found in reading.numeric(pattern):
            if _is_plate(found, plain, needs_cue=not _is_written_as_plate(found, reading)):
                yield Candidate(*found.span(), Kind.PLATE)
    for found in reading.numeric(_STRONG_PLATE_CUE):
        yield Candidate(*found.span("number"), Kind.PLATE)


def _is_written_as_plate(found: re.Match[str], reading: Reading) -> bool:
    """ "12345 A 6": five digits and a letter that is no word: a capital, or one of the Arabic letters of plates but و."""
    first, last = reading.original(*found.span())
    letters = [letter for letter in reading.text[first:last] if letter.isalpha()]
    is_letter = len(letters) == 1 and (letters[0].isupper() or letters[0] in "أابتدهطيحج")
    return is_letter and len(found["serial"]) == _LONGEST_SERIAL


def _is_plate(found: re.Match[str], plain: str, *, needs_cue: bool) -> bool:
    if not 0 < int(found["area"]) <= _LAST_AREA:
        return False
    before = plain[max(0, found.start() - 70) : found.start()]
    if needs_cue and len(found["serial"]) < _SHORTEST_SERIAL:
        return bool(_STRONG_PLATE_CUE.search(plain, max(0, found.start() - 40), found.end()))
    if _PLATE_CUE.search(before):
        return True
    return not needs_cue and not _NO_PLATE.search(before)
