"""The writer for Arabic: who organised, who came, where and when. Verbs agree with their subject, numerals with their noun.

Verbs precede their subjects, so that functions and names need no other case than recorded. What was said: ``arabic_results.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from consultations.models import Attendance, Meeting
from consultations.record.headcounts import Count
from consultations.reports.drafting import arabic_phrases as phrases
from consultations.reports.drafting.arabic_results import ArabicResults, agreeing_verb, is_feminine, series
from consultations.reports.drafting.base_writer import inner, listed, sentence_end
from consultations.reports.drafting.record import Record
from core.text import formats
from core.text.arabic_numbers import (
    ACC,
    ASSOCIATION,
    BODY,
    CONTRIBUTION,
    GEN,
    NOM,
    PERSON,
    TOPIC,
    WOMAN,
    Case,
    Noun,
    counted,
)
from core.text.partial_days import Known

# Accusative: what somebody organised.
KINDS: Final = {
    "open": "لقاء تشاوريا مفتوحا",
    "consultative": "لقاء تشاوريا",
    "by_invitation": "لقاء تشاوريا خاصا بالمدعوين",
    "bilateral": "لقاء ثنائيا",
    "thematic": "لقاء موضوعاتيا",
    "evaluation": "لقاء تقييميا",
    "outreach": "لقاء تواصليا",
    "working": "اجتماع عمل",
    "enlarged": "اجتماعا موسعا",
    "reception": "لقاء استقبال",
}
ORGANISED: Final = ("نظم", "نظمت")
VERBS_OF_KIND: Final = {"working": ("عقد", "عقدت"), "enlarged": ("عقد", "عقدت")}
MEETINGS: Final = {"working": "الاجتماع", "enlarged": "الاجتماع"}
PARTS_OF_DAY: Final = {
    "": "",
    "morning": "صباح يوم",
    "afternoon": "بعد زوال يوم",
    "evening": "مساء يوم",
    "night": "ليل يوم",
}
# Parts of a date before which no part of the day can stand.
DAYS: Final = {Known.MONTH: "خلال شهر {day}", Known.YEAR: "خلال سنة {day}"}
ALONE: Final = {"": "", "morning": "صباحا", "afternoon": "بعد الزوال", "evening": "مساء", "night": "ليلا"}
GUESTS: Final = {1: "ممثل عن المجتمع المدني", 2: "ممثلان عن المجتمع المدني"}
MANY_GUESTS: Final = "ممثلون عن المجتمع المدني"
ORDINALS: Final = (
    "", "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الحادي عشر", "الثاني عشر",
)  # fmt: skip
SEAT: Final = re.compile(r"(?:^|(?<=\s))(?P<by>ب?)مقر (?P<body>.+)$")
# What may follow a body's name in the name of its seat: where it stands.
ELSEWHERE: Final = re.compile(r"ب|الكائن|الواقع|،|في ")
HIS_OFFICE: Final = re.compile(r"ب?(?P<place>مكتب|قاعت)ه$")
WITHOUT_ARTICLE: Final = re.compile(r"^(?:ال|لل|بال|ل(?=[^ل]{4})|ب(?=\w{4}))")
IN_A_PLACE: Final = re.compile(
    r"(?:في|داخل|أمام|قرب|خلف|وراء|بين|عبر|عن|لدى|عند|على|تحت|فوق|حول|"
    r"ب(?:ال|مقر|قاعة|دار|مركز|مدرسة|فضاء|ثانوية|مركب|جوار|جانب|ساحة|عمالة|مدرج|رحاب|ملعب|مسرح|كلية|خزانة|مفوضية|غرفة|"
    r"نادي|حي|جماعة|مؤسسة))\b|بال"
)


class Arabic(ArabicResults):
    language = "ar"

    def held(self, record: Record) -> str:
        meeting = record.meeting
        organiser = phrases.named(self.words(meeting.organised_by))
        verb = agreeing_verb(organiser, *VERBS_OF_KIND.get(meeting.kind, ORGANISED))
        partners = self.optional(meeting.organised_with)
        middle = [f"بشراكة مع {partners}" if partners else "", self._asked_for(meeting), self._place(record, organiser)]
        middle.append(_when(meeting) + _hours(meeting))
        told = "، ".join(filter(None, [f"{self._framework(meeting)}{verb} {organiser}", *middle]))
        return sentence_end(f"{told}، {KINDS[meeting.kind]}{self._number(meeting)}")

    def title(self, record: Record) -> str:
        meeting = record.meeting
        own, whole = self.optional(meeting.title), meeting.when.whole
        when = f"يوم {formats.day(whole, 'ar')}" if whole else _day(meeting)
        if not own:
            organiser = phrases.named(self.words(meeting.organised_by))
            return f"تقرير عن اللقاء الذي {agreeing_verb(organiser, 'نظمه', 'نظمته')} {organiser} {when}".strip()
        forms = ("المنعقد", "المنعقدة") if own.startswith("ال") else ("انعقد", "انعقدت")
        held = agreeing_verb(own, *forms)
        return f"تقرير عن {own}، {held} {when}" if when else f"تقرير عن {own}"

    def chair(self, record: Record) -> str:
        elected = [self._function(each) for each in record.chairs if each.chair == Attendance.Chair.ELECTED]
        others = [self._function(each) for each in record.chairs if each.chair != Attendance.Chair.ELECTED]
        what = MEETINGS.get(record.meeting.kind, "اللقاء")
        told = [f"و{agreeing_verb(others[0], 'ترأس', 'ترأست')} {what} {series(others)}."] if others else []
        if elected:
            told.append(f"وانتخب الحاضرون {series(elected)} لرئاسة {what}.")
        return " ".join(told)

    def presence(self, record: Record) -> str:
        guests = GUESTS.get(record.number_of_guests or 0, MANY_GUESTS)
        people = [self._shown(each, record) if each else guests for each in listed(record)]
        if not people:
            return ""
        if record.chairs:
            return f"كما {agreeing_verb(people[0], 'حضره', 'حضرته')} {series(people)}."
        what = MEETINGS.get(record.meeting.kind, "اللقاء")
        return f"و{agreeing_verb(people[0], 'حضر', 'حضرت')} {what} {series(people)}."

    def away(self, people: list[Attendance], *, is_excused: bool) -> str:
        functions = [self._function(each) for each in people]
        if not functions:
            return ""
        if is_excused:
            return f"و{agreeing_verb(functions[0], 'اعتذر', 'اعتذرت')} عن الحضور {series(functions)}."
        return f"و{agreeing_verb(functions[0], 'تغيب', 'تغيبت')} عن اللقاء، رغم توجيه الدعوة، {series(functions)}."

    def facilitation(self, facilitators: list[Attendance]) -> str:
        people = [self._function(each) for each in facilitators]
        if not people:
            return ""
        return f"و{agreeing_verb(people[0], 'تولى', 'تولت')} تسيير النقاش {series(people)}."

    def people(self, record: Record) -> str:
        people, women = record.headcounts.people, record.headcounts.women
        about = _about(record)
        if not people or not people.value:
            return f"وشاركت في اللقاء {about(women, WOMAN, NOM)}." if women and women.value else ""
        told = "وبلغ عدد الحاضرين" if people.is_declared else "وضمت لائحة الحضور"
        if women and women.value == people.value:
            told = "وبلغ عدد الحاضرات" if people.is_declared else told
            return f"{told} {about(women, WOMAN, ACC)}."
        among = f"، من بينهم {about(women, WOMAN, NOM)}" if women and 0 < women.value < people.value else ""
        return f"{told} {about(people, PERSON, ACC)}{among}."

    def associations(self, record: Record) -> str:
        names = self.names(record)
        count = record.headcounts.associations
        if not count or not count.value:
            return f"ومن الهيئات الممثلة في اللقاء: {series(names)}." if names else ""
        people, women = record.headcounts.people, record.headcounts.women
        were_told = bool(women and women.value and not (people and people.value))
        noun = ASSOCIATION if all(name.startswith("جمعية") for name in names) else BODY
        taking_part = f"{'كما شاركت فيه' if were_told else 'وشاركت في اللقاء'} {_about(record)(count, noun, NOM)}"
        if not names:
            return f"{taking_part}."
        if (len(names), count.value) == (1, 2):
            return f"{taking_part}، إحداهما {names[0]}."
        if len(names) < count.value:
            return f"{taking_part}، من بينها {series(names)}."
        they = {1: "وهي", 2: "هما"}.get(len(names), "هي")
        return f"{taking_part}، {they} {series(names)}." if len(names) == count.value else f"{taking_part}."

    def topics(self, record: Record) -> str:
        titles = [f"«{inner(self.words(axis.title))}»" for axis in record.axes]
        if not titles:
            return ""
        topics = f"{counted(len(titles), TOPIC, ACC)}: {series(titles)}"
        if len(titles) == 1:
            topics = f"{counted(1, TOPIC, ACC)} هو {titles[0]}"
        return f"وتناول النقاش {topics}." if record.topics_were_all_discussed else f"وتضمن جدول الأعمال {topics}."

    def contributions(self, record: Record) -> str:
        count = record.meeting.declared_contributions
        if not count:
            return ""
        if record.meeting.counts_are_estimates and count > 2:
            return f"وعرف النقاش حوالي {counted(count, CONTRIBUTION, GEN)}."
        return f"وعرف النقاش {counted(count, CONTRIBUTION, ACC)}."

    def _asked_for(self, meeting: Meeting) -> str:
        if meeting.requester == Meeting.Requester.CELL:
            return ""
        who = self.optional(meeting.asked_by)
        if meeting.requester == Meeting.Requester.ASSOCIATION:
            return f"بطلب من {who or 'إحدى الجمعيات'}"
        return f"بطلب من {who}" if who else ""

    def _place(self, record: Record, organiser: str) -> str:
        venue = phrases.named(self.optional(record.meeting.venue))
        if not venue or venue in organiser.split():
            return ""
        if (own := HIS_OFFICE.match(venue)) and is_feminine(organiser) and record.chairs:
            chair = self._function(record.chairs[0])
            chair = f"{chair.split()[0]}ها" if organiser in chair and not is_feminine(chair) else chair
            return f"ب{own['place']} {chair}"
        return _in_place(at_its_seat(venue, organiser))

    def _number(self, meeting: Meeting) -> str:
        number = meeting.number_in_series
        if not number:
            return ""
        which = ORDINALS[number] if number < len(ORDINALS) else f"رقم {number}"
        return f"، وهو اللقاء {which} {'في هذه السلسلة' if meeting.series else 'من نوعه'}"

    def _framework(self, meeting: Meeting) -> str:
        name = self.optional(meeting.series.name) if meeting.series else ""
        if not name:
            return ""
        return f"في إطار {name}، " if name.startswith(("ال", "سلسلة ")) else f"في إطار سلسلة «{inner(name)}»، "

    def _shown(self, attendance: Attendance, record: Record) -> str:
        function, organisation = self._function(attendance), self.optional(attendance.organisation)
        if attendance.function.ar in record.same_functions and organisation and organisation not in function:
            return f"{function} ({organisation})"
        return function


def at_its_seat(venue: str, organiser: str) -> str:
    """«قاعة الاجتماعات بمقر الدائرة 13» of the organiser «الدائرة 13 للشرطة بمكناس»: «قاعة الاجتماعات بمقرها»."""
    found = SEAT.search(venue)
    start, by, body = (found.start(), found["by"], found["body"]) if found else (0, "", venue)
    if found is None and not _names(organiser) <= _names(venue):
        return venue
    words = body.split()
    own = next((number for number, word in enumerate(words) if not _names(word) <= _names(organiser)), len(words))
    after = " ".join(words[own:])
    if not own or not _names(" ".join(words[:own])) or (after and not ELSEWHERE.match(after)):
        return venue
    its = "مقرها" if is_feminine(organiser) else "مقره"
    return f"{venue[:start]}{by}{its} {after}".strip()


def _names(body: str) -> frozenset[str]:
    """The words that tell one body from another, without article, preposition and comma."""
    words = {WITHOUT_ARTICLE.sub("", word.rstrip("،")) for word in body.split()}
    return frozenset(words - {"أمنية", "شرطة", "أمن"})


def _in_place(venue: str) -> str:
    if IN_A_PLACE.match(venue):
        return venue
    return f"ب{venue}" if "\u0621" <= venue[0] <= "\u064a" else f"في {venue}"


def _when(meeting: Meeting) -> str:
    return _day(meeting, PARTS_OF_DAY[meeting.part_of_day]) or ALONE[meeting.part_of_day]


def _day(meeting: Meeting, part: str = "") -> str:
    """As much of the day as is known."""
    words = meeting.when.words("ar", weekday=True)
    return DAYS.get(meeting.when.known, "{part} {day}").format(part=part or "يوم", day=words) if words else ""


def _hours(meeting: Meeting) -> str:
    start, end = meeting.starts_at, meeting.ends_at
    if start and end:
        late = " بعد منتصف الليل" if meeting.ends_next_day else ""
        return f" من الساعة {start:%H:%M} إلى الساعة {end:%H:%M}{late}"
    return f" ابتداء من الساعة {start:%H:%M}" if start else ""


def _about(record: Record) -> Callable[[Count, Noun, Case], str]:
    """Counts a noun; a number that somebody estimated is told as an estimate."""

    def about(count: Count, noun: Noun, case: Case) -> str:
        if count.is_declared and record.meeting.counts_are_estimates and count.value > 2:
            return f"حوالي {counted(count.value, noun, GEN)}"
        return counted(count.value, noun, case)

    return about
