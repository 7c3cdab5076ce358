"""The writer for Arabic: verbs agree with their subject, numerals with their noun.

Verbs precede their subjects, so that functions and names need no other case than recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.reports.drafting.base_writer import ENDS, Asked, Writer, inner, listed, sentence_end
from consultations.reports.drafting.record import Record
from core.text import formats
from core.text.arabic_numbers import (
    ACC,
    ASSOCIATION,
    CONCERN,
    DEMAND,
    GEN,
    PERSON,
    POINT,
    RECOMMENDATION,
    TOPIC,
    WOMAN,
    agreeing,
    cardinal,
    counted,
)

KINDS: Final = {
    "open": "لقاء تشاوري مفتوح",
    "by_invitation": "لقاء تشاوري خاص بالمدعوين",
    "bilateral": "لقاء ثنائي",
    "thematic": "لقاء موضوعاتي",
    "evaluation": "لقاء تقييمي",
    "outreach": "لقاء تواصلي",
    "working": "اجتماع عمل",
    "enlarged": "اجتماع موسع",
    "reception": "لقاء استقبال",
}
PARTS_OF_DAY: Final = {
    "": "يوم",
    "morning": "صباح يوم",
    "afternoon": "بعد زوال يوم",
    "evening": "مساء يوم",
    "night": "ليلة يوم",
}
GUESTS: Final = {1: "ممثل عن المجتمع المدني", 2: "ممثلان عن المجتمع المدني"}
MANY_GUESTS: Final = "ممثلون عن المجتمع المدني"
ACTING: Final = "بالنيابة"
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
IN_A_PLACE: Final = re.compile(
    r"(?:في|داخل|أمام|قرب|خلف|وراء|بين|عبر|عن|لدى|عند|على|تحت|فوق|حول|"
    r"ب(?:ال|مقر|قاعة|دار|مركز|مدرسة|فضاء|ثانوية|مركب|جوار|جانب|ساحة|عمالة|مدرج|رحاب|ملعب|مسرح|كلية|خزانة|مفوضية|غرفة|"
    r"نادي|حي|جماعة|مؤسسة))\b|بال"
)


class Arabic(Writer):
    language = "ar"

    def held(self, meeting: Meeting) -> str:
        day = f"{PARTS_OF_DAY[meeting.part_of_day]} {meeting.when.told('ar', weekday=True)}"
        organiser = self.words(meeting.organised_by)
        organised = f"{_verb(organiser, 'نظمه', 'نظمته')} {organiser}"
        if meeting.requester == Meeting.Requester.ASSOCIATION:
            organised += "، بطلب من إحدى الجمعيات"
        venue = self.optional(meeting.venue)
        if venue:
            organised += ("،" if "، " in organised else "") + f" {_in_place(venue)}"
        series = self._framework(meeting)
        return sentence_end(f"{series}انعقد {day}{_hours(meeting)} {KINDS[meeting.kind]} {organised}")

    def presence(self, record: Record) -> str:
        guests = GUESTS.get(record.number_of_guests or 0, MANY_GUESTS)
        people = [self._shown(each, record) if each else guests for each in listed(record)]
        if not people:
            return ""
        return f"و{_verb(people[0], 'حضر', 'حضرت')} اللقاء {_series(people)}."

    def facilitation(self, facilitators: list[Attendance]) -> str:
        people = [self._function(each) for each in facilitators]
        if not people:
            return ""
        return f"و{_verb(people[0], 'تولى', 'تولت')} تيسير اللقاء {_series(people)}."

    def people(self, record: Record) -> str:
        people, women, _associations = record.headcounts
        if not people or not people.value:
            return f"وشاركت في اللقاء {counted(women.value, WOMAN)}." if women and women.value else ""
        if women and women.value == people.value:
            told = "وبلغ عدد الحاضرات" if people.is_declared else "وضمت لائحة الحضور"
            return f"{told} {counted(women.value, WOMAN, ACC)}."
        among = f"، من بينهم {counted(women.value, WOMAN)}" if women and 0 < women.value < people.value else ""
        told = "وبلغ عدد الحاضرين" if people.is_declared else "وضمت لائحة الحضور"
        return f"{told} {counted(people.value, PERSON, ACC)}{among}."

    def associations(self, record: Record) -> str:
        names = self.names(record)
        count = record.headcounts.associations
        if not count or not count.value:
            return f"ومن الجمعيات الحاضرة: {_series(names)}." if names else ""
        people, women, _associations = record.headcounts
        were_told = bool(women and women.value and not (people and people.value))
        taking_part = f"{'كما شاركت فيه' if were_told else 'وشاركت في اللقاء'} {counted(count.value, ASSOCIATION)}"
        if not names:
            return f"{taking_part}."
        if (len(names), count.value) == (1, 2):
            return f"{taking_part}، إحداهما {names[0]}."
        if len(names) < count.value:
            return f"{taking_part}، من بينها {_series(names)}."
        they = "هما" if len(names) == 2 else "هي"
        return f"{taking_part}، {they} {_series(names)}." if len(names) == count.value else f"{taking_part}."

    def topics(self, record: Record) -> str:
        titles = [f"«{inner(self.words(axis.title))}»" for axis in record.axes]
        if not titles:
            return ""
        topics = f"{counted(len(titles), TOPIC, ACC)}: {_series(titles)}"
        if len(titles) == 1:
            topics = f"{counted(1, TOPIC, ACC)} هو {titles[0]}"
        return f"وتناول النقاش {topics}." if record.topics_were_all_discussed else f"وتضمن جدول الأعمال {topics}."

    def agreed(self, count: int, *, is_of_several: bool) -> str:
        points = counted(count, POINT, GEN)
        return f"وأجمع المتدخلون على {points}." if is_of_several else f"وسُجل الإجماع على {points}."

    def demands(self, asked: Asked) -> str:
        if asked.came_back == asked.number:
            verb = agreeing(asked.number, DEMAND, "تردد", "ترددت")
            demands = counted(asked.number, DEMAND)
            if asked.refers:
                return f"كما {verb} في المداخلات {demands}."
            return f"و{verb} في المداخلات {demands}."
        expressed = f"وتم التعبير خلال اللقاء عن {counted(asked.number, DEMAND, GEN)}"
        if not asked.came_back:
            return f"{expressed}."
        if asked.came_back == 1:
            one = "أحدهما" if asked.number == 2 else "أحدها"
            return f"{expressed}، تكرر {one} في أكثر من مداخلة."
        verb = agreeing(asked.came_back, DEMAND, "تكرر", "تكررت")
        return f"{expressed}، {verb} {cardinal(asked.came_back, DEMAND)} منها في أكثر من مداخلة."

    def concerns(self, count: int, *, is_after_demands: bool) -> str:
        return f"{'كما ' if is_after_demands else 'و'}تم التعبير عن {counted(count, CONCERN, GEN)}."

    def recommendations(self, count: int) -> str:
        verb = agreeing(count, RECOMMENDATION, "صدر", "صدرت")
        return f"و{verb} عن اللقاء {counted(count, RECOMMENDATION)}."

    def commitment(self, point: Point, *, is_first: bool) -> str:
        until = f"، في أجل أقصاه {formats.day(point.due_on, 'ar')}،" if point.due_on else ""
        if point.owner:
            owner = self.words(point.owner.name)
            who = f"{_verb(owner, 'التزم', 'التزمت')} {owner}"
        else:
            who = "تم الالتزام"
        return sentence_end(f"{'و' if is_first else 'كما '}{who}{until} بما يلي: {self.words(point.title)}")

    def decision(self, point: Point, *, is_first: bool) -> str:
        until = f"في أجل أقصاه {formats.day(point.due_on, 'ar')}" if point.due_on else ""
        decided = "وتقرر" if is_first else "كما تقرر"
        if not point.owner:
            return sentence_end(f"{decided}{f'، {until}،' if until else ''} ما يلي: {self.words(point.title)}")
        owner = self.words(point.owner.name)
        carried_out = f"على أن {_verb(owner, 'يتولى', 'تتولى')} {owner} تنفيذه {until}".strip()
        return sentence_end(f"{decided} ما يلي: {self.words(point.title)}، {carried_out}")

    def opening(self, said: Intervention, *, is_first: bool) -> str:
        if self.names_its_speaker(said):
            return self.verbatim(said)
        words = self._quoted(said)
        if said.speaker is None:
            return f"افتُتح اللقاء بكلمة جاء فيها: {words}" if is_first else f"وجاء في كلمة أخرى: {words}"
        function = self._function(said.speaker)
        if is_first:
            return f"{_verb(function, 'افتتح', 'افتتحت')} {function} اللقاء بكلمة جاء فيها: {words}"
        return f"ثم {_verb(function, 'ألقى', 'ألقت')} {function} كلمة جاء فيها: {words}"

    def conclusion(self, said: Intervention, *, is_only: bool) -> str:
        if said.speaker is None or self.names_its_speaker(said):
            return self.verbatim(said)
        function = self._function(said.speaker)
        if not is_only:
            return f"و{_verb(function, 'ألقى', 'ألقت')} {function} كلمة ختامية جاء فيها: {self._quoted(said)}"
        verb = _verb(function, "اختتم", "اختتمت")
        return f"و{verb} {function} اللقاء بكلمة جاء فيها: {self._quoted(said)}"

    def _quoted(self, said: Intervention) -> str:
        words = inner(self.verbatim(said).removesuffix("."))
        return f"«{words}»" if words.endswith(tuple(ENDS)) else f"«{words}»."

    def _framework(self, meeting: Meeting) -> str:
        name = self.optional(meeting.series.name) if meeting.series else ""
        if not name:
            return ""
        return f"في إطار {name}، " if name.startswith(("ال", "سلسلة ")) else f"في إطار سلسلة «{inner(name)}»، "

    def _function(self, attendance: Attendance) -> str:
        function = self.words(attendance.function) if attendance.says_its_function else self._of_association(attendance)
        if attendance.is_acting and ACTING not in function:
            function += f" {ACTING}"
        return f"{function} ({attendance.name})" if attendance.name_is_public else function

    def _of_association(self, attendance: Attendance) -> str:
        shown = self.optional(attendance.organisation) or "إحدى الجمعيات"
        return f"{'ممثلون' if attendance.is_group else 'ممثل'} عن {shown}"

    def _shown(self, attendance: Attendance, record: Record) -> str:
        function, organisation = self._function(attendance), self.optional(attendance.organisation)
        if attendance.function.ar in record.same_functions and organisation and organisation not in function:
            return f"{function} ({organisation})"
        return function


def _verb(subject: str, masculine: str, feminine: str) -> str:
    """The verb form, which agrees with the next word and not with the recorded gender of the person, which is internal."""
    return feminine if is_feminine(subject) else masculine


def is_feminine(phrase: str) -> bool:
    """Whether the first word is feminine: ولاية، رئيسة، رئيستا، ممثلات، مصالح, not خليفة القائد، السادة."""
    word = phrase.split()[0].strip("«»\"'،()").removeprefix("ال")
    if word in FEMININE or DUAL_FEMININE.match(word):
        return True
    return word.endswith(("ة", "ات")) and word not in MASCULINE


def _series(items: Sequence[str]) -> str:
    return (" و" if len(items) == 2 else "، و").join(items)


def _in_place(venue: str) -> str:
    if IN_A_PLACE.match(venue):
        return venue
    return f"ب{venue}" if "\u0621" <= venue[0] <= "\u064a" else f"في {venue}"


def _hours(meeting: Meeting) -> str:
    start, end = meeting.starts_at, meeting.ends_at
    if start and end:
        late = " بعد منتصف الليل" if meeting.ends_next_day else ""
        return f"، من الساعة {start:%H:%M} إلى الساعة {end:%H:%M}{late}،"
    return f"، ابتداء من الساعة {start:%H:%M}،" if start else ""
