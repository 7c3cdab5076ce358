"""The writer for Arabic: what was said, agreed and promised, in indirect speech. Quotation marks stand only around somebody's own words.

A text that was noted as a noun follows its preposition, a sentence follows «أن», anything else stands after a colon (``arabic_phrases.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from consultations.models import Attendance, Intervention, Point
from consultations.reports.drafting import arabic_phrases as phrases
from consultations.reports.drafting.arabic_frames import EXPRESSED, FRAMES, IMPERSONAL, THANKED, Frame
from consultations.reports.drafting.base_writer import Period, Writer, inner, sentence_end
from consultations.reports.drafting.phrases import Phrase, Shape
from consultations.reports.drafting.record import Group

ACTING: Final = "بالنيابة"
PARTICIPANTS: Final = "المتدخلون"
# Masculine titles and plurals that end like feminine words; plurals of things, which are feminine; feminine words without a marker.
MASCULINE: Final = frozenset({
    "خليفة", "عمدة", "سادة", "قادة", "قضاة", "ولاة", "طلبة", "أساتذة", "تلامذة", "صيادلة", "إخوة", "أئمة", "باعة", "دعاة", "هواة",
    "رعاة", "سعاة", "ورثة", "حماة", "مشاة", "كتبة"
})  # fmt: skip
FEMININE: Final = frozenset({
    "مصالح", "لجان", "فرق", "أطر", "عناصر", "وسائل", "منابر", "دوائر", "مناطق", "أقسام", "فروع", "مكاتب", "مدارس", "خلايا", "مراكز",
    "مجالس", "نوادي", "أحزاب", "معاهد", "أسر", "دار", "نساء"
})  # fmt: skip
DUAL_FEMININE: Final = re.compile(r"\w{2,}(?:تان|تا)$")
# Titles that one person holds: a group noted by one of them is that person with others.
ONE_PERSON: Final = re.compile(
    r"(?:ال)?(?:رئيس|رئيسة|كاتب|كاتبة|أمين|أمينة|نائب|نائبة|عضو|عضوة|ممثل|ممثلة|منسق|منسقة|مستشار|مستشارة)\b"
)
OF_A_BODY: Final = re.compile(r"جمعي|ودادي|تعاوني|رابط|شبك|نقاب|مجلس|فدرالي|اتحاد|منتدى|مؤسس|نادي")
PERSONAL: Final = frozenset(
    {Point.Kind.CONCERN, Point.Kind.DEMAND, Point.Kind.RECOMMENDATION, Point.Kind.PRAISE, Point.Kind.CONSENSUS}
)
SUBJUNCTIVE: Final = frozenset(
    {Point.Kind.DEMAND, Point.Kind.RECOMMENDATION, Point.Kind.CONSENSUS, Point.Kind.COMMITMENT, Point.Kind.DECISION}
)
IN_ADDITION: Final = frozenset({Point.Kind.RECOMMENDATION, Point.Kind.EXCHANGE})
# Somebody's relative or neighbour, whose "her" or "his" is the person who spoke.
OWN_RELATIVE: Final = re.compile(
    r"^\w+ (?:ابن|ابنت|بنت|جار|جارت|ابن جار|ابن جارت|زوج|زوجت|أخ|أخي|أخت|والد|والدت)(?P<whose>ه|ها)\b"
)


class ArabicResults(Writer):
    period = Period("ابتداء من {begins}", "في أجل أقصاه {ends}", "من {begins} إلى غاية {ends}")
    source = " (المصدر: {})"

    def result(self, group: Group, *, goes_on: bool) -> str:
        items = [phrases.phrase(self.words(point.title)) for point in group.points]
        match group.kind:
            case Point.Kind.FIGURE:
                return self._figures(group)
            case Point.Kind.PROGRESS:
                return self._progress(group)
            case Point.Kind.EXCHANGE:
                return _listed("تم تبادل الرأي", "حول ", "بشأن ما يلي: ", items)
            case Point.Kind.DECISION:
                return self._decision(group, items)
            case Point.Kind.COMMITMENT:
                return self._commitment(group, items, goes_on=goes_on)
        return self._told_by(group, items, goes_on=goes_on)

    def can_go_on(self, before: Group) -> bool:
        stand_apart = any(self._apart(phrases.phrase(self.optional(each.title)), before, "") for each in before.points)
        return (
            before.kind in PERSONAL and not stand_apart and (before.speaker is not None or not _is_impersonal(before))
        )

    def figures(self, said: Intervention) -> str:
        who = self._function(said.speaker) if said.speaker else ""
        text = self.text_of(said)
        if told := phrases.told_by(text, who):
            return sentence_end(f"و{told.verb} {who} {told.rest}".replace("  ", " "))
        if phrases.names_another(text, who):
            return sentence_end(text)
        return self._presented(who, [phrases.phrase(text)])

    def reply(self, said: Intervention, *, is_first: bool) -> str:
        who, text = self._function(said.speaker) if said.speaker else "", self.text_of(said)
        start = "وجوابا عن المداخلات، " if is_first else "كما "
        if told := phrases.told_by(text, who):
            return sentence_end(f"{start}{told.verb} {who} {told.rest}".replace("  ", " "))
        if self.names_its_speaker(said) or phrases.names_another(text, who):
            return sentence_end(text)
        item = phrases.phrase(text)
        verb = agreeing_verb(who, "أوضح", "أوضحت") if who else "جاء في الجواب"
        if item.shape is Shape.SPOKEN:
            return sentence_end(
                f"{start}{agreeing_verb(who, 'قال', 'قالت') if who else 'قيل'} {who}".rstrip()
                + f": «{inner(item.text)}»"
            )
        is_sentence = item.shape is Shape.SENTENCE or item.text.startswith("ال")
        how = "أن " if is_sentence else "ما يلي: "
        return sentence_end(f"{start}{verb} {who} {how}{item.text}".replace("  ", " "))

    def opening(self, said: Intervention, *, is_first: bool) -> str:
        who, text = self._function(said.speaker) if said.speaker else "", self.text_of(said)
        words = self._in_a_speech(text, said, who)
        if not words:
            return sentence_end(text)
        if not who:
            return f"افتُتح اللقاء بكلمة {words}" if is_first else f"وتلتها كلمة أخرى {words}"
        if is_first:
            return f"{agreeing_verb(who, 'افتتح', 'افتتحت')} {who} اللقاء بكلمة {words}"
        return f"ثم {agreeing_verb(who, 'ألقى', 'ألقت')} {who} كلمة {words}"

    def conclusion(self, said: Intervention, *, is_only: bool) -> str:
        text = self.text_of(said)
        if said.speaker is None:
            return _closing(text)
        who = self._function(said.speaker)
        words = self._in_a_speech(text, said, who)
        if not words:
            return sentence_end(text)
        if not is_only:
            return f"و{agreeing_verb(who, 'ألقى', 'ألقت')} {who} كلمة ختامية {words}"
        return f"و{agreeing_verb(who, 'اختتم', 'اختتمت')} {who} اللقاء بكلمة {words}"

    def tidy_line(self, written: str) -> str:
        return phrases.tidy(written)

    def _told_by(self, group: Group, items: list[Phrase], *, goes_on: bool) -> str:
        """One sentence for each shape; the first names who said it, the others take that up by a pronoun."""
        who = self._function(group.speaker) if group.speaker else ""
        apart = [(item, sentence) for item in items if (sentence := self._apart(item, group, who))]
        rest = [item for item in items if not any(item is each for each, _sentence in apart)]
        start = IMPERSONAL[group.kind] if not who and _is_impersonal(group) else ""
        told: list[str] = []
        for shape, own in _by_shape(rest, group.kind):
            frame = FRAMES[group.kind][shape]
            subject = "" if goes_on or told or start else who or PARTICIPANTS
            joined = "كما " if told or (goes_on and group.kind in IN_ADDITION) else "و"
            verb = start or _verb(frame, who, has_subject=bool(subject))
            # Without a person there is nobody whose demands they are.
            words_of = FRAMES[group.kind][Shape.OTHER] if start and shape is Shape.SPOKEN else frame
            words = words_of.words.format(_pronoun(who))
            told.append(f"{joined}{_items(f'{verb} {subject}'.strip(), words, frame.before, own)}")
        return " ".join([*told, *(f"{'كما ' if told else 'و'}{sentence_end(each)}" for _item, each in apart)])

    def _apart(self, item: Phrase, group: Group, who: str) -> str:
        """The sentence of an item that the frame of its kind does not fit, without its conjunction."""
        if item.shape is not Shape.NOUN:
            return ""
        if group.kind == Point.Kind.PRAISE:
            if phrases.is_attitude(item.text):
                verb = f"{agreeing_verb(who, *EXPRESSED[:2])} {who}" if who else "تم التعبير"
                return f"{verb} عن {_own(item.text, who)}"
            return _thanks(item)
        if group.kind == Point.Kind.CONCERN and not who and (own := OWN_RELATIVE.match(item.text)):
            return f"أثارت إحدى المتدخلات {item.text}" if own["whose"] == "ها" else f"أثار أحد المتدخلين {item.text}"
        return ""

    def _commitment(self, group: Group, items: list[Phrase], *, goes_on: bool) -> str:
        first = group.points[0]
        told: list[str] = []
        owner = self.words(first.owner_name) if first.owner_name else ""
        who = owner or (self._function(group.speaker) if group.speaker else "")
        for shape, own in _by_shape(items, group.kind):
            frame = FRAMES[group.kind][shape]
            verb = f"{agreeing_verb(who, *frame.verbs[:2])} {who}" if who else IMPERSONAL[group.kind]
            if shape is Shape.NOUN and phrases.is_attitude(own[0].text):
                verb = f"{agreeing_verb(who, *EXPRESSED[:2])} {who}" if who else "تم التعبير"
                frame, own = Frame(EXPRESSED, "", "عن "), [each._replace(text=_own(each.text, who)) for each in own]
            dates = f"، {self.dates(first)}،" if self.dates(first) else ""
            told.append(f"{'كما ' if told or goes_on else 'و'}{_items(verb + dates, frame.words, frame.before, own)}")
        return " ".join(told)

    def _decision(self, group: Group, items: list[Phrase]) -> str:
        first = group.points[0]
        dates = self.dates(first)
        carried_out = f"، {dates}" if dates else ""
        if first.owner_name:
            owner = self.words(first.owner_name)
            carried_out = f"، على أن {agreeing_verb(owner, 'يتولى', 'تتولى')} {owner} التنفيذ {dates}".rstrip()
        return sentence_end(_listed("تقرر", "", "ما يلي: ", items).removesuffix(".") + carried_out)

    def _figures(self, group: Group) -> str:
        items = []
        for point in group.points:
            told = phrases.phrase(self.words(point.title))
            amount, source = self.amount(point), self.source_of(point)
            if amount or source:
                told = Phrase(f"{told.text}{f': {amount}' if amount else ''}{source}", Shape.OTHER)
            items.append(told)
        return self._presented(self._function(group.speaker) if group.speaker else "", items)

    def _presented(self, who: str, items: list[Phrase]) -> str:
        shapes = {item.shape for item in items}
        if shapes == {Shape.SENTENCE}:
            verb = f"{agreeing_verb(who, 'أفاد', 'أفادت')} {who}" if who else "أفادت المعطيات المقدمة خلال اللقاء"
            return f"و{_items(verb, '', 'بأن ', items)}"
        verb = f"{agreeing_verb(who, 'قدم', 'قدمت')} {who}" if who else "تم خلال اللقاء تقديم"
        if shapes == {Shape.NOUN} and all(phrases.is_action(item.text) for item in items):
            return f"و{_items(verb, 'معطيات همت', '', items)}"
        return f"و{_items(verb, 'المعطيات الآتية:' if len(items) > 1 else 'المعطى الآتي:', '', items)}"

    def _progress(self, group: Group) -> str:
        items = []
        for point in group.points:
            told = phrases.phrase(self.words(point.title))
            about = f" (لقاء {point.about_meeting.when.told('ar')})" if point.about_meeting else ""
            about = f" (المطلب رقم {point.about_demand.number})" if point.about_demand else about
            items.append(told._replace(text=f"{told.text}{about}"))
        return f"وفي إطار تتبع ما سبق طرحه، {_listed('تم تسجيل', '', 'ما يلي: ', items).removeprefix('و')}"

    def _in_a_speech(self, text: str, said: Intervention, who: str) -> str:
        """The words after «كلمة»; "" if the text itself tells who spoke."""
        if told := phrases.told_by(text, who):
            return sentence_end(f"{told.verb} فيها {told.rest}")
        if self.names_its_speaker(said) or phrases.tells_of_all(text) or phrases.names_another(text, who):
            return ""
        item = phrases.phrase(text)
        if item.shape is Shape.SPOKEN:
            return sentence_end(f"جاء فيها: «{inner(item.text)}»")
        if item.shape is Shape.SENTENCE:
            return sentence_end(f"{agreeing_verb(who, 'أكد', 'أكدت') if who else 'جاء'} فيها أن {item.text}")
        is_summary = item.shape is Shape.NOUN and phrases.is_action(item.text)
        return sentence_end(f"تضمنت {item.text}" if is_summary else f"جاء فيها: {item.text}")

    def _function(self, attendance: Attendance) -> str:
        function = self._title(attendance)
        if attendance.is_acting and ACTING not in function:
            function += f" {ACTING}"
        if attendance.on_behalf_of:
            function += f" نيابة عن {self.words(attendance.on_behalf_of)}"
        return f"{function} ({attendance.name})" if attendance.name_is_public else function

    def _title(self, attendance: Attendance) -> str:
        shown = self.optional(attendance.organisation)
        if not attendance.says_its_function:
            return f"{'ممثلون' if attendance.is_group else 'ممثل'} عن {shown or 'إحدى الجمعيات'}"
        function = phrases.named(self.words(attendance.function))
        is_guest = attendance.side == Attendance.Side.CIVIL_SOCIETY
        if is_guest and ONE_PERSON.match(function) and not OF_A_BODY.search(function):
            function += f" ل{shown}" if shown else " لإحدى الجمعيات"
        if is_guest and attendance.is_group and ONE_PERSON.match(function):
            function += " ومن معه" if not is_feminine(function) else " ومن معها"
            function += f" ({attendance.people})" if attendance.people else ""
        return function


def agreeing_verb(subject: str, masculine: str, feminine: str) -> str:
    """The verb form, which agrees with the next word and not with the recorded gender of the person, which is internal."""
    return feminine if is_feminine(subject) else masculine


def is_feminine(phrase: str) -> bool:
    """Whether the first word is feminine: ولاية، رئيسة، رئيستا، ممثلات، مصالح, not خليفة القائد، السادة."""
    word = phrase.split()[0].strip("«»\"'،()").removeprefix("ال")
    if word in FEMININE or DUAL_FEMININE.match(word):
        return True
    return word.endswith(("ة", "ات")) and word not in MASCULINE


def series(items: Sequence[str]) -> str:
    return (" و" if len(items) == 2 else "، و").join(items)


def _is_impersonal(group: Group) -> bool:
    """Whether nobody is the subject: demands that came back, and a consensus that one contribution noted."""
    if group.kind == Point.Kind.DEMAND:
        return group.came_back
    return group.kind == Point.Kind.CONSENSUS and not group.came_back


def _closing(text: str) -> str:
    """Of nobody known: «واختتم اللقاء بالتأكيد على …»; a whole sentence stays as it was noted."""
    item = phrases.phrase(text) if len(text.split(". ")) == 1 and "\n" not in text else Phrase(text, Shape.OTHER)
    if item.shape is Shape.NOUN and phrases.is_action(item.text) and not phrases.tells_an_event(item.text):
        return sentence_end(f"واختُتم اللقاء {attached('ب', item.text)}")
    if item.shape is Shape.SPOKEN:
        return sentence_end(f"وقيل في ختام اللقاء: «{inner(item.text)}»")
    return sentence_end(text)


def _by_shape(items: list[Phrase], kind: str) -> list[tuple[Shape, list[Phrase]]]:
    """Items that a sentence can hold together, in the order of their first one."""
    found: dict[Shape, list[Phrase]] = {}
    for item in items:
        found.setdefault(_told_as(item, kind), []).append(item)
    return list(found.items())


def _told_as(item: Phrase, kind: str) -> Shape:
    if item.shape is Shape.VERB:
        return Shape.SENTENCE if kind in SUBJUNCTIVE else Shape.OTHER
    is_owed = kind == Point.Kind.COMMITMENT and item.shape is Shape.NOUN
    if is_owed and not (phrases.is_action(item.text) or phrases.is_attitude(item.text)):
        return Shape.OTHER
    return item.shape


def _own(attitude: str, who: str) -> str:
    """«الاستعداد لاستقبال» of somebody: «استعداده لاستقبال»."""
    first, blank, rest = attitude.partition(" ")
    return f"{first.removeprefix('ال')}{_pronoun(who)}{blank}{rest}" if who and "ة" not in first else attitude


def _verb(frame: Frame, who: str, *, has_subject: bool) -> str:
    masculine, feminine, plural = frame.verbs
    if who:
        return agreeing_verb(who, masculine, feminine)
    return masculine if has_subject else plural


def _pronoun(who: str) -> str:
    return agreeing_verb(who, "ه", "ها") if who else "هم"


def _items(verb: str, words: str, before: str, items: list[Phrase]) -> str:
    """The sentence after its conjunction, with its full stop."""
    is_list = words.endswith(":")
    words = words.replace("النقط الآتية", "النقطة الآتية") if len(items) == 1 else words
    told = [attached(before, f"«{inner(item.text)}»" if item.shape is Shape.SPOKEN else item.text) for item in items]
    separator = "؛ " if is_list and not any(item.shape is Shape.SPOKEN for item in items) else "، و"
    return sentence_end(" ".join(filter(None, [verb, words, separator.join(told)])))


def _listed(verb: str, before: str, colon: str, items: list[Phrase]) -> str:
    if all(item.shape is Shape.NOUN for item in items):
        return f"و{_items(verb, '', before, items)}"
    if all(item.shape in (Shape.SENTENCE, Shape.VERB) for item in items) and not before:
        return f"و{_items(verb, '', 'أن ', items)}"
    return f"و{_items(verb, colon.strip(), '', items)}"


def attached(preposition: str, text: str) -> str:
    """ب and ل are written together with the next word; before a digit or a mark they keep a line."""
    if preposition not in ("ب", "ل"):
        return f"{preposition}{text}"
    if not "\u0621" <= text[0] <= "\u064a":
        return f"{preposition}ـ{text}"
    return f"لل{text[2:]}" if preposition == "ل" and text.startswith("ال") else f"{preposition}{text}"


def _thanks(item: Phrase) -> str:
    """«الإشادة بسرعة التدخل» is praise by itself: «تمت الإشادة بسرعة التدخل»."""
    first, _blank, rest = item.text.partition(" ")
    return f"{THANKED[first]} {rest}" if first in THANKED else ""
