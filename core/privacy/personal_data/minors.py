"""Words by which a child can be recognised: "the child" with an age under 18, a name, a class or what is unique. Children in general are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from core.privacy.personal_data import name_lists
from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Reading

# Nouns that mean a child by themselves; the others are children only with an age or a class.
_CHILD_AR = r"(?:طفل|طفله|طفلت|تلميذ|تلميذه|تلميذت|قاصر|قاصره|رضيع|رضيعه|رضيعت|صبي|صبيه|مراهق|مراهقه|يتيم|يتيمه|توام|حفيد|حفيدت|حفيده)"
_KIN_AR = r"(?:ابن|ابنه|ابنت|بنت|بنيت|ولد|وليد|فتي|فتاه|نجل|كريمه|نجله|طالب|طالبه|درّي|دري|دريه|بنيه|برهوش|عزري)"
_CHILD_FR = r"(?:enfant|fillette|garcon|garconnet|eleve|collegien(?:ne)?|lyceen(?:ne)?|ecolier|ecoliere|ado|adolescent|adolescente|mineur|mineure|bebe|nourrisson|gamin|gamine|gosse|orphelin|orpheline|petit-fils|petite-fille|petit|petite|drri|drria|derri|derria|tfl|tfla|talmid|talmida|tilmid|tilmida)"
_KIN_FR = r"(?:fils|fille|fiston|jeune|weld|wld|wlid|weldi|bent|bnt|bnti|benti|bnita|jumeau|jumelle|niece|neveu)"
_NOUN = re.compile(
    rf"(?<!\w)(?P<prefix>و|ف|ب|ل|ك|ال|وال|بال|لل|فال|ولل|l'|d'|l)?(?:(?P<child>{_CHILD_AR}|{_CHILD_FR})|(?P<kin>{_KIN_AR}|{_KIN_FR}))(?P<suffix>ه|ها|هم|هما|ي|نا|ك|تي|ته|تها|تنا)?(?!\w)"
)
_GENERAL = re.compile(
    r"(?:(?<!\w)(?:و|ل|ب|ف)?(?:كل|اي|جميع|كافه|حقوق|حق|حمايه|صفه|سن|tout|toute|chaque|aucun|aucune|quelque|quel|quelle|par|nul|nulle|any)\s(?:un |une |l')?|(?:حق|حقوق)\s)\Z"
)
_WORDS_TO_17 = (
    "واحده|سنتين|عامين|ثلاث|اربع|خمس|ست|سبع|ثماني|ثمان|تسع|عشر|احدي عشره|اثنتي عشره|اثني عشر|ثلاث عشره|اربع عشره|خمس عشره|ست عشره|سبع عشره|"
    "ثلاثه|اربعه|خمسه|سته|سبعه|ثمانيه|تسعه|عشره|تلت|ربع|ستة|تسعود|تمنيه|تسع|عشر|حداش|طناش|تلطاش|ربعطاش|خمسطاش|ستطاش|سبعطاش"
)
_ORDINAL_AGE = "الثانيه|الثالثه|الرابعه|الخامسه|السادسه|السابعه|الثامنه|التاسعه|العاشره|الحاديه عشره?|الثانيه عشره?|الثالثه عشره?|الرابعه عشره?|الخامسه عشره?|السادسه عشره?|السابعه عشره?"
_YEARS_AR = "سنوات|سنه|سنين|عاما|اعوام|عام|ربيعا|شهرا|اشهر|شهور"
_WORDS_FR = "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept"
_COUNT_AR = rf"(?:(?:ال)?(?P<n1>\d{{1,2}})(?!\d)|(?:ال)?(?:{_WORDS_TO_17})(?!\w))"
_AGES = (
    rf"(?:(?:ال|و)?(?:بالغ\w?|يبلغ|تبلغ)(?: من العمر)? (?:حوالي |نحو )?{_COUNT_AR}(?: (?:{_YEARS_AR}))?)",
    rf"(?:(?:عمره\w?|سنه\w?|سنها|في عمرو|عمرو|عمرها) (?:لا يتجاوز |لا يتعدي |حوالي |هو )?{_COUNT_AR.replace('n1', 'n2')}(?: (?:{_YEARS_AR}))?)",
    rf"(?:(?:ذات|ذو|ذي|ابن|ابنه|عندو|عندها|ف عمرو|فعمرو|فعمرها|صاحب|صاحبه) (?:ال)?(?:(?P<n3>\d{{1,2}})(?!\d)|(?:{_WORDS_TO_17})(?!\w)) (?:ال)?(?:{_YEARS_AR}))",
    rf"(?:في (?:عام|سنت|ربيع)\w{{1,2}} (?:{_ORDINAL_AGE}|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر)(?: عشر)?)",
    rf"(?:(?:ذات|ذو|ذي|ابن|ابنه|في) (?:ال)?(?:{_ORDINAL_AGE})(?!\w)(?: (?:من عمره\w?|من العمر|ربيعا))?(?! من (?!عمر|العمر))(?! (?:صباحا|مساء|زوالا|ليلا|والنصف|بعد|و)))",
    rf"(?:[،,(–-]\s?(?:وعمره\w? )?{_COUNT_AR.replace('n1', 'n4')} (?:{_YEARS_AR})\)?)",
    rf"(?:{_COUNT_AR.replace('n1', 'n9')} (?:{_YEARS_AR}) (?:من عمره\w?|من العمر|ديال العمر))",
    r"(?:(?:age\w? )?(?:de |d'|a peine |seulement )?(?P<n5>\d{1,2})(?!\d) (?:ans|mois)(?! de (?:prison|service|retard|travail|lutte)))",
    rf"(?:(?:age\w? )?(?:de |d')?(?:{_WORDS_FR}) ans)",
    r"(?:(?:3ndo|3ndha|3endo|3endha|f 3mro|f 3merha|f3mro|3omro|3mrha) (?P<n6>\d{1,2})(?!\d)(?: ?(?:snin|3am|sna|ans|3wam))?)",
)
_AGE = re.compile("|".join(_AGES))
_RANGE = re.compile(
    r"(?:بين|من|ما بين|دون|اقل من|تحت|فوق|moins de|plus de|entre|de|sous les|avant|des)\s(?:سن )?\d{0,2}\s?(?:ans )?(?:(?:a|et|الي|و|حتي)\s?)?\Z"
)
_UNDER = re.compile(
    r"(?:دون|اقل من|فما فوق|ما فوق|moins de|plus de|de moins|et plus|a \d{1,2} ans|et \d{1,2} ans|الي \d{1,2} سن)"
)
_CLASS = re.compile(
    r"(?:(?:ب|في |ف|في)?(?:ال)?(?:سنه|قسم|مستوي|صف)\s(?:ال)?\w+(?:\s(?:من )?(?:ال)?(?:ابتدائي|ابتدايي|اعدادي|ثانوي|باكالوريا|بكالوريا|تاهيلي|تعليم\s\w+)\w*)|(?:ال)?(?:قسم|سنه)\s(?:ال)?(?:اول|ثاني|ثالث|رابع|خامس|سادس)\w*"
    r"|\ben (?:classe de |c[ep]\d?\b|cm\d|ce\d|cp\b|\d(?:e|eme|ere) (?:annee|aep|ac|bac)|premiere|deuxieme|troisieme|quatrieme|cinquieme|sixieme|seconde|terminale)(?:\s\w+)?|(?:de la )?\d(?:e|eme|ere) annee\s\w+)"
)
_UNIQUE = re.compile(r"(?:الوحيد\w?|(?:la|le) seule?\b|unique)")
_REACH = 70
_CLAUSE_END = re.compile(r"[!?؟؛;\n]|\.(?=\s|\Z)")
_CALLED = re.compile(
    r"\s?(?:(?:ال)?(?:مسمي|مسماه|مدعو|مدعوه)|اسمه\w?|[يت]دعي|سميت\w{1,2}|(?:pre)?nommee?|appelee?|qui s'appelle|smit\w{1,2})?\s?"
)
_LONGEST_CALLED = 20
_BEFORE_AGE = re.compile(r"\s?[،,(]?\s?")
_OF_AGE = 18
_JOB_AR = "حارس|مدير|مديره|بقال|جزار|خباز|حلاق|امام|فقيه|مقدم|شيخ|قائد|رئيس|رئيسه|استاذ|استاذه|معلم|معلمه|بواب|صيدلي|صيدليه|طبيب|طبيبه|موثق|محامي|ميكانيكي|سائق|تاجر|شرطي|دركي|خياط|نجار|مؤذن|عون|كاتب"
_JOB_FR = "boulanger|epicier|gardien|concierge|directeur|directrice|imam|boucher|coiffeur|coiffeuse|mecanicien|pharmacien|pharmacienne|medecin|moqaddem|caid|cafetier|gerant|gerante|menuisier|tailleur|chauffeur|professeur|institutrice|instituteur"
_OF_SOMEBODY = re.compile(
    rf"(?<!\w)[ولبف]?(?:ابن|ابنه|بنت|ولد|حفيد|حفيده|نجل|نجله)\s(?:ال(?:{_JOB_AR})|(?:{_JOB_AR})\sال\w+)(?!\w)(?:\s(?:ب|في )(?:ال)?\w+)?"
    rf"|(?<!\w)(?:fils|fille|petit-fils|petite-fille)\s(?:du |de la |de l')(?:{_JOB_FR})(?!\w)(?:\s(?:de|du) \w+(?: \w+)?)?"
)


def minors(reading: Reading, persons: Sequence[Candidate]) -> Iterator[Candidate]:
    """``persons``: the names that were found, in order; a name beside "pupil of 13" or an age is part of the words."""
    plain = reading.plain
    for word in reading.words:
        noun = _NOUN.match(plain, word.start) if _may_be_child(word.text) else None
        if not noun or _GENERAL.search(plain, max(0, noun.start() - 20), noun.start()):
            continue
        start = noun.start() + _skipped(noun["prefix"])
        end = _end_of_detail(plain, noun, persons)
        if end:
            yield Candidate(_with_name_before(plain, start, persons), end, Kind.MINOR)
    for found in _OF_SOMEBODY.finditer(plain):
        yield Candidate(*found.span(), Kind.MINOR)
    for start, end in (*((each.start, each.end) for each in persons), *_names_that_are_words(reading)):
        age = _age_after(plain, end)
        if age and _is_young(age, plain):
            yield Candidate(start, age.end(), Kind.MINOR)


def _names_that_are_words(reading: Reading) -> Iterator[tuple[int, int]]:
    """Given names such as Nour and أمل, which alone are no name; before "(7 ans)" they are."""
    names = name_lists.names()
    for word, following in pairwise(reading.words):
        if not following.gap.strip().startswith(("(", ",", "،")) or not following.text.isdigit():
            continue
        is_latin_name = word.is_capital and name_lists.is_latin_given(word.text)
        if is_latin_name or (word.text in names.given and not word.ends_in_alif):
            yield word.start, word.end


@lru_cache(maxsize=16384)
def _may_be_child(word: str) -> bool:
    return bool(_NOUN.match(word))


def _skipped(prefix: str | None) -> int:
    """Conjunctions and prepositions are no part of the words; the article is."""
    if not prefix or prefix in ("ال", "l'", "d'", "l", "لل"):
        return len(prefix) if prefix in ("l'", "d'", "l") else 0
    return 1


def _age_after(plain: str, end: int) -> re.Match[str] | None:
    """An age directly after a name: "، 7 سنوات", "(9 ans)". Some forms of ages begin with the comma or bracket."""
    between = _BEFORE_AGE.match(plain, end)
    place = between.end() if between else end
    return _AGE.match(plain, place) or _AGE.match(plain, place - 1)


def _end_of_detail(plain: str, noun: re.Match[str], persons: Sequence[Candidate]) -> int:
    """Where the words end that make the child recognisable; 0 if there are none."""
    limit = _clause_end(plain, noun.end())
    ends = [0]
    for age in _AGE.finditer(plain, noun.start(), limit):
        if age.end() > noun.end() and _is_young(age, plain):
            ends.append(age.end())
            break
    is_child = bool(noun["child"])
    if klass := _CLASS.search(plain, noun.end(), limit):
        ends.append(klass.end())
    if is_child:
        following = bisect_right(persons, noun.end(), key=lambda each: each.start)
        name = persons[following] if following < len(persons) else None
        if name and (name.start > noun.end() + _LONGEST_CALLED or not _CALLED.fullmatch(plain, noun.end(), name.start)):
            name = None
        ends.append(name.end if name else 0)
        if unique := _UNIQUE.search(plain, noun.end(), min(limit, noun.end() + 25)):
            ends.append(unique.end())
    end = max(ends)
    if end and _UNDER.search(plain, noun.end(), end + 12):
        return 0
    return end


def _clause_end(plain: str, start: int) -> int:
    stop = _CLAUSE_END.search(plain, start, start + _REACH)
    return stop.start() if stop else min(len(plain), start + _REACH)


def _is_young(age: re.Match[str], plain: str) -> bool:
    number = next((each for each in age.groups() if each), None)
    if number is not None and int(number) >= _OF_AGE and not re.search("mois|شهر|اشهر|شهور", age[0]):
        return False
    return not _RANGE.search(plain, max(0, age.start() - 25), age.start()) and "moins" not in age[0]


def _with_name_before(plain: str, start: int, persons: Sequence[Candidate]) -> int:
    """ "Hamza, collégien de 13 ans": the name just before belongs to the words."""
    before = bisect_right(persons, start, key=lambda each: each.end) - 1
    if before >= 0:
        person = persons[before]
        if start - person.end <= _LONGEST_CALLED and re.fullmatch(
            r"\s?[،,(]?\s?(?:un |une |le |la |l'|وهو |وهي )?", plain[person.end : start]
        ):
            return person.start
    return start
