"""Published documents to test with: the meeting of 17 October 2018 in our own sentences, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from core.text.texts import Texts
from publications import findings, store
from publications.models import Edition
from publications.pending import PendingDocument, prepare
from publications.schemas import AreaRef, DemandDocument, MeetingDocument, ReportDocument, ThemeRef, UnitRef
from publications.schemas.demand import MentionEntry, Step, Totals
from publications.schemas.meeting import MeetingFacts
from publications.schemas.report import Opening, Presence, ReportedDemand, ReportedPoint

HELD_ON = dt.date(2018, 10, 17)
MEETING = "meknes-2018-10-17"
WRITER, APPROVER = 1, 2

WILAYA = UnitRef(key="meknes", name=Texts(ar="ولاية أمن مكناس", fr="Préfecture de police de Meknès"))
SECOND_DISTRICT = UnitRef(key="meknes-district-2", name=Texts(ar="الدائرة الثانية للشرطة"))
CITY = AreaRef(key="meknes", name=Texts(ar="مكناس", fr="Meknès", en="Meknès"))
DRUGS = ThemeRef(key="drugs", name=Texts(ar="المخدرات والإدمان", fr="Drogues et addictions", en="Drugs and addiction"))
SCHOOLS = ThemeRef(key="schools", name=Texts(ar="محيط المدارس والشباب", fr="Abords des écoles et jeunesse"))
PARTNERS = ThemeRef(key="partnership", name=Texts(ar="شراكات مع المجتمع المدني", fr="Partenariats"))


def ar(text: str) -> Texts:
    return Texts(ar=text)


ASKED = (
    ("محاربة الجريمة المنظمة والعنف والمخدرات في أحياء المدينة كلها", "continuing", DRUGS),
    ("أمن أقوى في محيط المدارس، خاصة عند الدخول والخروج", "in_progress", SCHOOLS),
    ("دليل عمل مشترك للجمعيات في الأمن المجتمعي", "planned", PARTNERS),
    ("شراكات يشتغل فيها الطرفان، وتقوية للقدرات", "partly_done", PARTNERS),
    ("شبكات جمعوية تُعنى بالأمن المجتمعي", "studying", PARTNERS),
)


def facts(**changed: Any) -> MeetingFacts:
    values = {
        "key": MEETING,
        "meeting_kind": "open",
        "held_on": HELD_ON,
        "part_of_day": "evening",
        "venue": ar("مقر الدائرة الثانية للشرطة، مكناس"),
        "organiser": WILAYA,
        "unit": SECOND_DISTRICT,
        "level": "district",
        "requester": "cell",
        "axes": [ar("الوضعية الأمنية كما تراها الجمعيات"), ar("محيط المدارس"), ar("الشراكة والتكوين")],
    }
    return MeetingFacts(**values | changed)


def meeting(**changed: Any) -> MeetingDocument:
    values = {
        "key": MEETING,
        "title": Texts(
            ar="لقاء تشاوري مفتوح في الدائرة الثانية", fr="Rencontre de concertation ouverte au deuxième arrondissement"
        ),
        "facts": facts(),
        "state": "closed",
        "report_key": MEETING,
    }
    return MeetingDocument(**values | changed)


def report(**changed: Any) -> ReportDocument:
    values = {
        "key": MEETING,
        "title": ar("الوقاية قبل التدخل: خمسة مطالب تكررت في لقاء الدائرة الثانية بمكناس"),
        "lead": ar(
            "جلست جمعيات من المدينة إلى مسؤولي ولاية الأمن مساء الأربعاء 17 أكتوبر 2018. هذا ما دار، وهذا حال كل مطلب اليوم."
        ),
        "meeting": facts(),
        "presence": presence(),
        "opening": Opening(
            speaker=ar("رئيس خلية التواصل"),
            text=ar(
                "دعا إلى البناء على ما تحقق، وإلى صون القرب من السكان، وعدّ الجمعيات طرفا لا غنى عنه في تحسين العمل الأمني."
            ),
        ),
        "agreed": agreed(),
        "demands": [reported_demand(number) for number in range(1, len(ASKED) + 1)],
        "conclusion": ar(
            "خرج اللقاء بمقترحات متنوعة يجمعها فهم واحد: الأمن يبدأ بالوقاية، وللجمعيات والمدرسة والإعلام نصيب فيه."
        ),
        "approved_by": ar("رئيس خلية التواصل"),
    }
    return ReportDocument(**values | changed)


def presence() -> list[Presence]:
    return [
        Presence(function=ar("والي أمن مكناس")),
        Presence(function=ar("رئيس المنطقة الأمنية الثانية")),
        Presence(function=ar("رئيس المنطقة الأمنية الأولى"), acting=True),
        Presence(function=ar("رئيس خلية التواصل"), role="facilitator_opener"),
        Presence(function=ar("فعاليات من المجتمع المدني"), is_group=True),
    ]


def agreed() -> list[ReportedPoint]:
    return [
        ReportedPoint(
            point_kind="consensus",
            title=ar("الاستماع قبل القرار منهج مرحب به"),
            text=ar("رحب المتدخلون بأن تُسمع حاجات الجمعيات من أهلها، وبأن يصير التشاور قاعدة."),
        ),
        ReportedPoint(
            point_kind="consensus",
            substance="concern",
            title=ar("المخدرات والاعتداء على الأشخاص أكثر ما يقلق الحاضرين"),
            text=ar("اعتداءات جسدية وجنسية ومخدرات يرون أثرها في محيطهم، والحد منها مسؤولية الجميع."),
            themes=[DRUGS],
        ),
        ReportedPoint(
            point_kind="consensus",
            title=ar("برامج التوعية تتقاطع، فلتُنسَّق"),
            text=ar(
                "ما تنجزه الخلية وما تحمله الجمعيات من مشاريع يلتقيان في الغاية، والمطلوب أن يلتقيا في الموضوع والزمان."
            ),
        ),
    ]


def reported_demand(number: int, **changed: Any) -> ReportedDemand:
    title, _state, theme = ASKED[number - 1]
    values = {"demand_key": str(number), "title": ar(title), "uncounted": True, "themes": [theme], "areas": [CITY]}
    return ReportedDemand(**values | changed)


def demand(number: int = 1, **changed: Any) -> DemandDocument:
    title, state, theme = ASKED[(number - 1) % len(ASKED)]
    since = HELD_ON if state == "registered" else dt.date(2018, 11, 12)
    values = {
        "key": str(number),
        "number": number,
        "title": ar(title),
        "state": state,
        "since": since,
        "registered_on": HELD_ON,
        "owner": ar("رئيس المنطقة الأمنية الثانية"),
        "themes": [theme],
        "areas": [CITY],
        "mentions": [heard_at_the_meeting()],
        "totals": Totals(mentions=0, associations=0, meetings=1, concerns=0, uncounted=True),
        "steps": [
            Step(on=HELD_ON, state="registered", sentence=ar("سُجل المطلب مع أربعة أخرى من اللقاء نفسه.")),
            Step(
                on=since,
                state=state,
                sentence=ar("حضور أوضح في أوقات الدخول والخروج، وجلسة عمل مرتقبة مع قطاع التعليم."),
            ),
        ],
    }
    return DemandDocument(**values | changed)


def heard_at_the_meeting(**changed: Any) -> MentionEntry:
    values = {
        "said_on": HELD_ON,
        "source_kind": "meeting",
        "source_key": MEETING,
        "source_title": ar("لقاء الدائرة الثانية"),
        "unnamed": None,
        "uncounted": True,
    }
    return MentionEntry(**values | changed)


def publish(body: Any, *, listed_on: dt.date = HELD_ON, note: str = "", **more: Any) -> Edition:
    state = getattr(body, "state", "")
    document = PendingDocument.edition(body, listed_on=listed_on, state=state, note=ar(note) if note else None, **more)
    return approved(document, writers=[WRITER], by=APPROVER)


def approved(document: PendingDocument, *, writers: Collection[int], by: int) -> Edition:
    """The edition, by somebody who has read it."""
    pending = prepare([document], writers=writers)
    for found in pending.open_findings:
        findings.answer(pending, mark=found.mark, by=by, reason="mistaken")
    pending = prepare([document], writers=writers)
    return store.publish(pending, by=by, seen=pending.fingerprint)[0]


def withdraw(kind: str, key: str, sentence: str = "سُحب بطلب من أحد الحاضرين.") -> Edition:
    tombstone = PendingDocument.tombstone(kind, key, sentence=ar(sentence))
    return store.take_back(prepare([tombstone], writers=[WRITER]), by=APPROVER)[0]


def publish_all() -> None:
    """The meeting, its report and its five demands."""
    publish(meeting())
    publish(report())
    for number in range(1, len(ASKED) + 1):
        publish(demand(number))
