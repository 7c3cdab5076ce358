"""Which grammatical shape a noted Arabic text has: it decides how a sentence of the report can take the text up.

The rules look at the form of words only. A text whose shape is not sure is ``OTHER`` and stands after a colon, which is always correct.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

from consultations.reports.drafting import spelling
from consultations.reports.drafting.arabic_words import (
    ACTIONS,
    ATTITUDES,
    DIALECT,
    FIFTH_AND_SIXTH,
    FIRST_PERSON,
    LINKS,
    NOT_DIALECT,
    NOT_PAST,
    NOT_VERBS,
    PREPOSITIONS,
    RELATIVE,
    SAYING,
    TITLES,
)
from consultations.reports.drafting.phrases import Phrase, Shape, Told
from core.text.arabic import TATWEEL

QUOTED: Final = re.compile(r"[«“\"](?P<words>.+)[»”\"][.؟!]?", re.DOTALL)
VOWEL_SIGNS: Final = re.compile("[\u064b-\u0652\u0670\u06d6-\u06ed]")
# The sign of the passive is kept: «تُستغل» reads otherwise without it.
UNNEEDED_SIGNS: Final = re.compile("[\u064b-\u064e\u0650-\u0652\u0670\u06d6-\u06ed]")
# Kept after a preposition before a digit or a mark: «بـ12».
STRETCHED: Final = re.compile(f'{TATWEEL}(?![0-9٠-٩«“"A-Za-z])')
DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789,\u00a0")
ALONE: Final = re.compile(r"(?<=\s)و\s+(?=[\u0621-\u064a])")
BEFORE_MARK: Final = re.compile(r"\s+(?=[،؛؟!:.])")
# The letter ة ends a word: a letter after it belongs to the next word.
GLUED: Final = re.compile(r"ة(?=[\u0621-\u064a])")
CLOCK: Final = re.compile(r"\b(\d{1,2})h(\d{2})\b")
WORD: Final = re.compile(r"[\u0621-\u064a]+|\d[\d.,]*")
ARTICLES: Final = ("ال", "بال", "وال", "لل", "كال", "وبال", "ولل")

# The nouns of the verbs that tell praise: «نوه باليقظة» is taken up as «التنويه باليقظة».
SAID_AS_NOUN: Final = {
    "نوه": "التنويه", "أشاد": "الإشادة", "اشاد": "الإشادة", "أثنى": "الثناء", "اثنى": "الثناء", "أوصى": "التوصية", "طالب": "المطالبة",
    "دعا": "الدعوة", "التزم": "الالتزام", "عبر": "التعبير", "أعرب": "الإعراب", "شدد": "التشديد", "أكد": "التأكيد", "ألح": "الإلحاح",
}  # fmt: skip
DIALECT_VERB: Final = re.compile(r"(?:كي|كن|كت)\w{3,}$")
# «طلبنا», «شوارعنا»: we did, ours; and the negation of the dialect, «ماكاينش».
OURS: Final = re.compile(r"\w{3,}نا$")
NOT_OURS: Final = frozenset({"أحيانا", "ضمانا", "تعاونا", "إيمانا", "قانونا"})
NEGATED: Final = re.compile(r"ما\w{3,}ش$")
PLURAL_WITHOUT_N: Final = re.compile(r"[يت]\w{2,}و$")
GREETINGS: Final = frozenset(["مرحبا", "شكرا", "أهلا", "عفوا"])
PRONOUNS: Final = frozenset(["هو", "هي", "هم", "هن"])
PAST_FEMININE: Final = re.compile(r"\w{3,}(?<!ا)ت$")
MASDAR: Final = re.compile(
    r"(?:ال)?(?:ت\w{1,3}ي\w{1,2}|ت\w{2,4}[ةء]|إ\w{1,3}ا\w{1,2}|ا[نستق]?\w{1,3}ا\w{1,2}|ا\w[تط]\w{1,2}ا\w|است\w{1,3}ا\w{1,2}|م\w?ا\w{2,3}ة)$"
)
AMBIGUOUS: Final = re.compile(r"ت\w{2,5}$")
# «تم توقيف …» and «إن الوضع …» are taken up without the word that begins them.
INTRODUCED: Final = re.compile(r"^(?:تم|تمت|يتم|إن|أن|بأن|وأن) (?=\S+ \S)")
STATES: Final = frozenset({"كان", "كانت", "أصبح", "أصبحت", "صار", "صارت", "ظل", "ظلت", "بقي", "بقيت", "ليس", "ليست"})
NEGATIONS: Final = frozenset({"لا", "لم", "لن"})
AT_THE_BEGINNING: Final = re.compile(
    r"^(?:في|خلال) (?:مستهل|بداية|افتتاح) (?:هذا )?(?:ال)?(?:لقاء|اجتماع|كلمته|كلمتها|كلمة)\w* |^في كلمته (?:الافتتاحية |الترحيبية )?"
)
# «رفع الاجتماع على الساعة …» tells what happened; elsewhere «رفع» is a noun of action.
RAISED: Final = re.compile(r"^(?:رفع|رفعت|عقد|عقدت|ختم|ختمت|اختتم|اختتمت|انتهى|انتهت) (?:ال\w+)")
OF_ALL: Final = re.compile(r"^\w+ (?:الحاضرون|الحاضرين|المشاركون|المتدخلون|المجتمعون|الطرفان|الجميع|اللقاء|الاجتماع)\b")
AFTER_SPEAKER: Final = frozenset(["أن", "ان", "إن", "بأن", "الى", "فيها", "فيه"])
PRONOUN_ENDS: Final = ("ه", "ها", "هم", "هن")


def tidy(text: str) -> str:
    """As an administration types it: no ligatures, tatweel or vowel signs, Western digits, no blank before a mark or after و."""
    plain = STRETCHED.sub("", UNNEEDED_SIGNS.sub("", unicodedata.normalize("NFKC", text))).translate(DIGITS)
    plain = GLUED.sub("ة ", ALONE.sub("و", " ".join(plain.split())))
    return spelling.arabic(BEFORE_MARK.sub("", CLOCK.sub(r"\1:\2", plain)).strip())


def phrase(text: str) -> Phrase:
    """``text`` without its full stop, with its shape."""
    tidied = tidy(text)
    if quoted := QUOTED.fullmatch(tidied):
        return Phrase(quoted["words"], Shape.SPOKEN)
    tidied = tidied.rstrip(".")
    if _first(tidied) in SAID_AS_NOUN and _is_joined(tidied.partition(" ")[2]):
        return Phrase(_as_noun(tidied), Shape.NOUN)
    impersonal = _impersonal(INTRODUCED.sub("", tidied))
    shape = _shape(impersonal)
    # After «أن» a promise has no sign of the future: «بأن تمر الدورية».
    return Phrase(impersonal.removeprefix("س") if shape is Shape.VERB else impersonal, shape)


def told_by(text: str, function: str) -> Told | None:
    """Verb and words of a note in the third person, without the speaker if ``function`` begins with the same words."""
    if is_spoken(text):
        return None
    told = _saying(text)
    words = _without_speaker(told.rest, function) if told else ""
    return Told(told.verb, words) if told and words else None


def names_another(text: str, function: str) -> bool:
    """Whether the note tells what somebody else said than the holder of ``function``: «أكد ممثل الجمعية أن …»."""
    told = _saying(text)
    return bool(
        told and function and _is_titled(_without_beginning(told.rest)) and not _without_speaker(told.rest, function)
    )


def is_spoken(text: str) -> bool:
    """Whether the words are in the first person or in dialect, so that only the speaker can have said them."""
    words = _words(text)
    if any(word in DIALECT or (DIALECT_VERB.match(word) and word not in NOT_DIALECT) for word in words):
        return True
    return any(word in FIRST_PERSON for word in words) or (bool(words) and _begins_as_speech(words[0]))


def _begins_as_speech(first: str) -> bool:
    if first in GREETINGS or NEGATED.match(first):
        return True
    if OURS.match(first) and first not in NOT_OURS:
        return True
    return bool(PLURAL_WITHOUT_N.match(first)) and first not in NOT_VERBS


def is_action(text: str) -> bool:
    """Whether the text begins with a noun of action, which one can commit oneself to: تكثيف، إحداث، وضع."""
    first = _first(text).removeprefix("ال")
    return first in ACTIONS or first in FIFTH_AND_SIXTH or bool(MASDAR.match(first))


def tells_an_event(text: str) -> bool:
    return bool(RAISED.match(VOWEL_SIGNS.sub("", text)))


def tells_of_all(text: str) -> bool:
    """«اتفق الحاضرون على …» tells what all did, whoever said it."""
    return bool(OF_ALL.match(tidy(text)))


def is_attitude(text: str) -> bool:
    return _first(text) in ATTITUDES


def _shape(text: str) -> Shape:
    if is_spoken(text):
        return Shape.SPOKEN
    words = _words(text)
    if not words:
        return Shape.OTHER
    if words[0][0].isdigit():
        return Shape.SENTENCE if _has_predicate(words) else Shape.OTHER
    if _is_present(words[0]) or words[0] in ("لا", "لن", "لم", "قد", "ليس", "هناك"):
        return Shape.VERB if _is_present(words[0]) else Shape.OTHER
    if words[0] in ("أن", "إن", "بأن") or (words[0].removesuffix("ت") in SAYING and words[0] not in ACTIONS):
        return Shape.OTHER
    if _has_predicate(words) or _says_not(words):
        return Shape.SENTENCE
    return Shape.NOUN if _is_sure_noun(words) and not _may_have_predicate(words) else Shape.OTHER


def _may_have_predicate(words: list[str]) -> bool:
    """Whether an indefinite word after a definite one may be the predicate: «الاستماع إلى الجمعيات منهج مرحب به»."""
    for before, word in pairwise(words):
        if before in RELATIVE or word in RELATIVE:
            return False
        if _is_definite(before) and _is_predicate(word):
            return True
    return False


def _has_predicate(words: list[str]) -> bool:
    """Whether a definite noun is followed by a verb or a pronoun, or the definite words at the beginning by an indefinite one."""
    in_run = True
    for before, word in pairwise(words):
        if before in RELATIVE or word in RELATIVE:
            return False
        in_run = in_run and _is_definite(before)
        if word in PRONOUNS or word in STATES or (word in NEGATIONS and _is_definite(before)):
            return True
        if _is_definite(before) and (_is_present(word) or (PAST_FEMININE.match(word) and word not in NOT_PAST)):
            return True
        if in_run and _is_predicate(word):
            return True
    return False


def _says_not(words: list[str]) -> bool:
    """«المراكز غير كافية», not «الأسواق غير المهيكلة»."""
    return any(word == "غير" and not _is_definite(after) for word, after in pairwise(words))


def _is_predicate(word: str) -> bool:
    if _is_definite(word) or word in LINKS or word.endswith(("ا", "ء")):
        return False
    return not word.startswith(("ب", "ل", "و", "ك", "ف")) and not word.isdigit()


def _is_sure_noun(words: list[str]) -> bool:
    first = words[0]
    if first.endswith("وا"):
        return False
    if _is_definite(first) or not AMBIGUOUS.match(first):
        return not (PAST_FEMININE.match(first) and first not in NOT_PAST)
    return is_action(first) or first in NOT_VERBS


def _is_present(word: str) -> bool:
    """A verb of the present or the future, by its first letters: يعقد، ستتعزز، سيحال."""
    if word in NOT_VERBS or word.endswith(("ا", "ة", "ية")) or len(word) < 3:
        return False
    if word.startswith(("سي", "ست", "سن")) and len(word) >= 4:
        return not word.endswith("ات")
    return word.startswith("ي") or (
        word.startswith("ت") and not is_action(word) and not word.endswith(("ات", "ين", "يس", "ية"))
    )


def _is_definite(word: str) -> bool:
    return word.startswith(ARTICLES) and len(word) > 3


def _saying(text: str) -> Told | None:
    """The verb of saying that begins ``text``, and the words after it."""
    first, _blank, rest = tidy(text).partition(" ")
    bare = VOWEL_SIGNS.sub("", first)
    is_saying = bare.removesuffix("ت") in SAYING or bare in SAYING
    return Told(first, AT_THE_BEGINNING.sub("", rest)) if is_saying else None


def _without_beginning(rest: str) -> str:
    return rest.removeprefix("فيها ").removeprefix("فيه ")


def _is_titled(rest: str) -> bool:
    first = rest.partition(" ")[0]
    return first.removeprefix("ال") in TITLES


def _is_joined(rest: str) -> bool:
    """Whether the next word follows by a preposition, so that nobody is named between the verb and its object."""
    first = _without_beginning(rest).partition(" ")[0]
    return not _is_titled(first) and (first in ("على", "إلى", "الى", "عن") or first.startswith(("ب", "ل")))


def _as_noun(text: str) -> str:
    """«نوه فيها باليقظة» as «التنويه باليقظة»."""
    first, _blank, rest = text.partition(" ")
    return f"{SAID_AS_NOUN[first]} {_without_beginning(rest)}"


def _impersonal(text: str) -> str:
    """«استعداده لاستقبال» as «الاستعداد لاستقبال»: the person to whom a pronoun points is not in the sentence."""
    first, blank, rest = text.partition(" ")
    following = rest.partition(" ")[0]
    stem = next(
        (first.removesuffix(end) for end in PRONOUN_ENDS if first.endswith(end) and len(first) > len(end) + 3), ""
    )
    linked = (
        following in PREPOSITIONS or following.startswith(("بال", "لل", "ب", "ل")) or PAST_FEMININE.match(following)
    )
    if not stem or first.startswith("ال") or not linked or not _loses_pronoun(stem, first):
        return text
    return f"ال{stem}{blank}{rest}"


def _loses_pronoun(stem: str, first: str) -> bool:
    return bool(MASDAR.match(stem)) or (first.endswith(("ه", "ها", "هم")) and stem in ("مصالح", "حرص", "عزم", "رغبت"))


def _without_speaker(rest: str, function: str) -> str:
    """``rest`` without the first words of the function: «رئيس المنطقة أن …» of «رئيس المنطقة الأمنية الأولى»; "" for another speaker."""
    words, title = rest.split(), tidy(function).split()
    if words and words[0] in ("السيد", "السيدة"):
        words = words[1:]
    same = 0
    while same < min(len(words), len(title)) and _is_same(words[same], title[same], same):
        same += 1
    if not same:
        plain = _without_beginning(rest)
        return "" if function and _is_titled(plain) else plain
    after = words[same] if same < len(words) else ""
    return " ".join(words[same:]) if after in LINKS or after in AFTER_SPEAKER or after.startswith(("ب", "ل")) else ""


def _is_same(word: str, own: str, place: int) -> bool:
    folded = [each.replace("ه", "ة").replace("أ", "ا").replace("إ", "ا") for each in (word, own)]
    return folded[0] == folded[1] or (place == 0 and folded[0].removeprefix("ال") == folded[1])


def named(text: str) -> str:
    """A function or a body that was noted in dialect: «القايد ديال الملحقة» is «قائد الملحقة»."""
    plain = text.replace("القايد", "القائد").replace("المسؤولة على", "المسؤولة عن").replace("المسؤول على", "المسؤول عن")
    plain = re.sub(r"^واحد (?:السيد|السيدة) من ", "ممثل عن ", plain)
    plain = re.sub(r"^ال(\w+) ديال ", r"\1 ", plain)
    return re.sub(r" ديال (\w)", lambda found: f" ب{found[1]}", plain)


def _words(text: str) -> list[str]:
    return WORD.findall(VOWEL_SIGNS.sub("", text))


def _first(text: str) -> str:
    return next(iter(_words(text)), "")
