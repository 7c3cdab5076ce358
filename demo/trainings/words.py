"""Two invented trainings: one of March 2019 that is over, and one to come. Every title says that it is an example."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from core.text.texts import Texts
from demo.answers import example


class Session(NamedTuple):
    day: dt.date
    title: Texts
    trainer: Texts


BEGUN_ON, SENT_ON = dt.date(2019, 2, 11), dt.date(2019, 2, 12)
ENROLLED_ON, CLOSES_ON = dt.date(2019, 2, 18), dt.date(2019, 3, 18)
SAID_ON = dt.date(2019, 4, 2)
STARTS_AT, ENDS_AT = dt.time(17, 30), dt.time(19, 30)
TITLE: Final = example(
    "القانون وحقوق الإنسان في عمل الجمعيات",
    "Droit et droits humains pour les associations",
    "Law and human rights for associations",
)
SUMMARY: Final = Texts(
    ar="أربع حصص لمسيري الجمعيات: ما يحق لكم، وما يجب عليكم، وبمن تتصلون.",
    fr="Quatre séances pour les responsables d’associations\u00a0: vos droits, vos devoirs, vos interlocuteurs.",
    en="Four sessions for those who lead associations: what you may, what you must, and whom to contact.",
)
OUTCOMES: Final = Texts(
    ar="تميزون بين ما يُبلَّغ عنه في الحين، وما يُكتب في البوابة.\nترافقون أسرة دون كشف هوية طفل.\nتعرفون الجهة المختصة في كل حالة.",
    fr="Distinguer ce qui se signale aussitôt de ce qui s’écrit sur le portail.\nAccompagner une famille sans révéler l’identité d’un enfant.\nSavoir quelle autorité est compétente.",
)
AUDIENCE: Final = Texts(
    ar="مسيرو الجمعيات وجمعيات الآباء",
    fr="Responsables d’associations et de parents d’élèves",
    en="Leaders of associations",
)
VENUE: Final = Texts(
    ar="قاعة الاجتماعات بمقر المنطقة الأمنية الثانية، مكناس",
    fr="Salle de réunion du deuxième district de police, Meknès",
    en="Meeting room of the second security zone, Meknès",
)
TAUGHT_IN: Final = Texts(ar="العربية، والوثائق بالفرنسية أيضا", fr="Arabe, documents aussi en français")
ACCESS: Final = Texts(ar="قاعة في الطابق الأرضي", fr="Salle au rez-de-chaussée")
JURIST: Final = Texts(ar="أستاذ جامعي في القانون", fr="Professeur de droit à l’université", en="Professor of law")
CELL: Final = Texts(ar="خلية التواصل", fr="Cellule de communication", en="Communication cell")
SESSIONS: Final = (
    Session(
        dt.date(2019, 3, 25),
        Texts(ar="الجمعية والقانون", fr="L’association et la loi", en="The association and the law"),
        JURIST,
    ),
    Session(
        dt.date(2019, 3, 26),
        Texts(ar="حقوق الإنسان في العمل اليومي", fr="Les droits humains au quotidien", en="Human rights in daily work"),
        JURIST,
    ),
    Session(
        dt.date(2019, 3, 27),
        Texts(
            ar="السر المهني والمعطيات الشخصية",
            fr="Secret professionnel et données personnelles",
            en="Secrecy and personal data",
        ),
        CELL,
    ),
    Session(
        dt.date(2019, 3, 28),
        Texts(ar="تمرين على ثلاث حالات", fr="Exercice sur trois cas", en="An exercise on three cases"),
        CELL,
    ),
)
NOTE: Final = example("ما قاله من حضروا الدورة.", "Ce que disent les participants.", "What those who were there say.")
COMING_TITLE: Final = example(
    "كيف تكتبون انشغالا قابلا للتتبع", "Écrire une préoccupation utile", "Writing a concern that can be acted on"
)
COMING_SUMMARY: Final = Texts(
    ar="حصتان: من الملاحظة إلى طلب واضح، مع تمرين على البوابة.",
    fr="Deux séances\u00a0: de l’observation à une demande claire, avec un exercice sur le portail.",
    en="Two sessions: from what you see to a clear request, with an exercise on the portal.",
)
COMING_SESSIONS: Final = (
    Texts(ar="ماذا نكتب، ولمن", fr="Quoi écrire, et à qui", en="What to write, and to whom"),
    Texts(ar="تمرين على البوابة", fr="Exercice sur le portail", en="An exercise on the portal"),
)
