"""Addresses that lead to a door: a street, block or estate with a number, a flat in a building. A street or quarter alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Reading
from core.privacy.personal_data.vocabulary import MONTHS

# "No": the sign or word before the number of a house.
_NO = r"(?:(?:ب|ال|ب?ال)?رقم|(?:ال)?نمر[هة]|نمره|n°|nº|n\s?o|no|numero|num|nr|nmra|nemra|№|#)"
_NUMBER = r"\d{1,4}(?:\s?(?:bis|ter|quater|مكرر))?(?:\s?[-/]?\s?[a-z](?![\w'°]))?(?![\d٪%])(?![.,/:-]\d)"
_CODE = rf"(?:{_NO}\s?[:.]?\s?)?(?:{_NUMBER}|[a-z]\d{{0,3}}(?![\w'°])|[ابجدهوزحط](?!\w))"
_STREETS_FR = r"rue|avenue|av\.?|ave|boulevard|bd\.?|bld|blvd|impasse|ruelle|passage|allee|derb|zanqa[t]?|zan9a[t]?|zenka|zankat|place|chemin|sentier"
_ESTATES_FR = r"lotissement|lot\.?|residence|res\.?|cite|quartier|hay|resid|immeuble|imm\.?|lotis|ksar|riad|complexe"
_STREETS_AR = r"شارع|زنقه|زنقة|درب|زقاق|نهج|ممر|ساحه|محج|صابه"
_ESTATES_AR = r"اقامه|تجزئه|تجزيه|حي|مجمع|عماره|رياض|قيساريه|دوار|حومه"
_PARTS_FR = r"bloc|blok|block|immeuble|imm\.?|batiment|bat\.?|appartement|appart\.?|appt\.?|apt\.?|app\.?|villa|porte|lot|entree|escalier|groupe|gh|tranche|dar|maison"
_PARTS_AR = r"بلوك|عماره|شقه|فيلا|الباب|باب|مدخل|بقعه|دار|منزل|مجموعه|شطر|برطمه|بارتما|برطما|الدار"
_FLOOR = r"(?:(?:ال|ب?ال)طابق\s\w+(?:\sعشر)?|طابق\s\w+|\d{1,2}\s?(?:er|e|eme|ere|ieme)\s(?:etage|et\.?)|etage\s\d{1,2}|rez-de-chaussee|rdc|premier etage|deuxieme etage|troisieme etage|quatrieme etage|(?:ال)?سفلي|etg\.?\s?\d{1,2})"
_PREFIX = r"(?:و|ف|ب|ل|ال|بال|لل|وب|وال|فال)?"
_NEXT = r"(?:\s?[،,;:/-]\s?|\s)(?:و|et\s)?"
# Up to five words of the name of a street: no word that begins another clause.
_STOP = (
    r"(?:علي|عن|الي|من|مع|عند|حيث|الذي|التي|الخط|خط|الطريق|القانون|الهاتف|هاتف|هاتفه\w?|بطاق\w+|حساب\w*|الحساب|لكن|ثم|بعد|قبل|منذ|اتصل\w*|حافله|الحافله|"
    r"tel|ligne|loi|bus|telephone|compte|carte|qui|que|depuis|pour|avec|sans|sur|route|est|sont|sera|a|article|au|composez|appelez|tramway|tram)"
)
_NAME_WORD = rf"(?!{_STOP}\W)[^\W\d_][\w.'-]*"
_NAME = rf"{_NAME_WORD}(?:[ ]{_NAME_WORD}){{0,4}}"
_LAZY_NAME = rf"{_NAME_WORD}(?:[ ]{_NAME_WORD}){{0,4}}?"

_PART = rf"(?:(?:{_PARTS_FR})\s?{_CODE}|(?:{_PARTS_AR})\s?{_CODE})"
_NUMBERED = re.compile(
    # Street, estate or part, its name, and a number that is announced as such.
    rf"(?<!\w){_PREFIX}(?P<core>(?:{_STREETS_AR}|{_ESTATES_AR}|{_STREETS_FR}|{_ESTATES_FR}|بلوك|bloc|blok|block|villa|فيلا)\s(?:{_LAZY_NAME}(?: \d{{1,2}}(?= ?\D))?|\d{{1,2}} (?:{MONTHS})|[a-z]?\d{{0,3}})"
    rf"(?:{_NEXT}{_FLOOR})?\s?[،,:-]?\s?{_NO}\s?[:.]?\s?{_NUMBER})"
)
_STREET_NUMBER = re.compile(rf"(?<!\w){_PREFIX}(?P<core>(?:{_STREETS_AR}|{_STREETS_FR})\s{_NO}\s?[:.]?\s?{_NUMBER})")
# "Street so-and-so, 12": a number after a comma; directly after the name only a bare number that ends the phrase.
_STREET_THEN_NUMBER = re.compile(
    rf"(?<!\w){_PREFIX}(?P<core>(?:{_STREETS_AR}|{_STREETS_FR})\s{_LAZY_NAME}\s?[،,]?\s?(?<!\d){_NUMBER})(?=\s?(?:[،,.;)\n]|\Z|ب?حي\s|quartier|a\smeknes|meknes|مكناس|hay\s))(?!\.\d)"
)
_NUMBER_THEN_STREET = re.compile(
    rf"(?<![\d/.,-])(?<![a-z])(?P<core>(?:{_NO}\s?[:.]?\s?)?{_NUMBER}\s?[،,]?\s?(?:(?:de la|du|de l'|de|d'|في|ب|ف|f)\s?)?(?P<street>{_STREETS_FR}|{_PREFIX}(?:{_STREETS_AR}))\s{_NAME})"
)
_NUMBER_SIGN_THEN_ESTATE = re.compile(
    rf"(?<![\w/.,-])(?P<core>(?:(?:{_PARTS_AR}|{_PARTS_FR})\s)?{_NO}\s?[:.]?\s?{_NUMBER}\s?[،,]?\s?{_PREFIX}(?:{_ESTATES_AR}|{_ESTATES_FR}|{_STREETS_AR})\s{_NAME})"
)
_ESTATE_AND_PART = re.compile(
    rf"(?<!\w){_PREFIX}(?P<core>(?:{_STREETS_AR}|{_ESTATES_AR}|{_STREETS_FR}|{_ESTATES_FR})\s(?:{_LAZY_NAME}|\d{{1,2}} (?:{MONTHS}))(?:{_NEXT}{_FLOOR})?(?:\s?[،,-]\s?|\s){_PART})"
)
_PARTS = re.compile(
    rf"(?<!\w){_PREFIX}(?P<core>{_PART}(?:{_NEXT}(?:{_FLOOR}{_NEXT})?(?:{_PREFIX}{_PART}|{_NO}\s?[:.]?\s?{_NUMBER}))+)"
)
_PART_OF_ESTATE = re.compile(
    rf"(?<!\w){_PREFIX}(?P<core>(?:{_PARTS_FR}|{_PARTS_AR})\s?(?:{_NO}\s?[:.]?\s?)?{_NUMBER}(?:{_NEXT}{_FLOOR})?\s?[،,]?\s(?:{_PREFIX}(?:{_ESTATES_AR}|{_STREETS_AR})|(?:de la |du |de l'|de |a la |au |f )?(?:{_ESTATES_FR}|{_STREETS_FR}))\s{_NAME_WORD}(?: {_NAME_WORD})?)"
)
_DOOR = re.compile(
    rf"(?<!\w){_PREFIX}(?:ال)?(?P<core>(?:شقه|فيلا|منزل|دار|appartement|appt\.?|apt\.?|villa|maison)\s{_NO}\s?[:.]?\s?{_NUMBER}|(?:فيلا|villa)\s{_NUMBER})"
)
_MORE = re.compile(
    rf"(?:{_NEXT}(?:{_PREFIX}{_PART}|{_FLOOR}|{_NO}\s?[:.]?\s?{_NUMBER}|{_PREFIX}(?:{_ESTATES_AR}|{_ESTATES_FR})\s{_NAME_WORD}(?=\s?[،,.]|\Z)))+"
)
_MONTH_NEXT = re.compile(rf"\s(?:من )?(?:شهر )?(?:{MONTHS})")
_PATTERNS = (
    _NUMBERED,
    _STREET_NUMBER,
    _STREET_THEN_NUMBER,
    _NUMBER_THEN_STREET,
    _NUMBER_SIGN_THEN_ESTATE,
    _ESTATE_AND_PART,
    _PARTS,
    _PART_OF_ESTATE,
    _DOOR,
)
# "The 5th, place Lahdim": a day of the month or an hour stands before the place of an event.
_DAY = re.compile(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|les|des|du \d{1,2} au|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد|يوم|ليله|الساعه|يومي|ايام)\s\Z"
    r"|\d\s?[h:]\s?\Z"
)
# "Bus n° 15, avenue…": the number of a line.
_LINE = re.compile(r"(?:bus|autobus|ligne|tram|tramway|حافله|خط|طوبيس)\s(?:رقم|n°|numero)?\s?\Z")


def addresses(reading: Reading) -> Iterator[Candidate]:
    plain = reading.plain
    for pattern in _PATTERNS:
        for found in reading.numeric(pattern):
            start, end = found.span("core")
            if pattern is _NUMBER_THEN_STREET and _is_day_or_count(plain, start, found):
                continue
            if _MONTH_NEXT.match(plain, end) or _LINE.search(plain, max(0, start - 20), start):
                continue
            if more := _MORE.match(plain, end):
                end = more.end()
            yield Candidate(start, end, Kind.ADDRESS)


def _is_day_or_count(plain: str, start: int, found: re.Match[str]) -> bool:
    """A number without "no" before a street may be a day, or count streets."""
    if not plain[start].isdigit():
        return False
    if found["street"].startswith(("place", "ساحه")) and plain.startswith("le ", max(0, start - 3)):
        return True
    return bool(_DAY.search(plain, max(0, start - 12), start))
