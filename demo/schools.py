"""An invented second meeting in spring 2019 about schools, in which a demand is raised again.

Nothing of it happened. Every title and page says that it is an example.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from core.text.texts import Texts
from demo.meknes import Noted, Official

HELD_ON = dt.date(2019, 4, 12)
STARTS_AT, ENDS_AT = dt.time(17, 0), dt.time(19, 0)
PLANNED_ON, ANNOUNCED_ON, INVITED_ON = dt.date(2019, 3, 18), dt.date(2019, 3, 19), dt.date(2019, 3, 20)
ANSWERED_ON, CHANGED_ON = dt.date(2019, 3, 25), dt.date(2019, 4, 3)
# A small capacity, so that there is a waiting list.
PLACES = 12
TITLE = Texts(
    ar="لقاء موضوعاتي حول محيط المدارس (مثال)",
    fr="Rencontre thématique sur les abords des écoles (exemple)",
    en="Thematic meeting on the surroundings of schools (example)",
)
VENUE = Texts(
    ar="قاعة الاجتماعات بمقر المنطقة الأمنية الثانية، مكناس",
    fr="Salle de réunion du deuxième district de police, Meknès",
    en="Meeting room of the second security zone, Meknès",
)
INVITATION_RULE = Texts(
    ar="تُدعى كل جمعيات المجال المهتمة بالمدرسة، ويبقى الحضور مفتوحا لغيرها في حدود المقاعد.",
    fr="Toutes les associations du territoire qui s’intéressent à l’école sont invitées ; les autres peuvent venir dans la limite des places.",
    en="All associations of the area that work with schools are invited; others may come while there are places.",
)
AXES = (
    (
        Texts(
            ar="الدخول إلى المدارس والخروج منها", fr="Entrée et sortie des écoles", en="Arriving at and leaving school"
        ),
        40,
    ),
    (
        Texts(
            ar="التحسيس داخل المؤسسات", fr="Sensibilisation dans les établissements", en="Awareness work inside schools"
        ),
        30,
    ),
    (Texts(ar="الخلاصة والالتزامات", fr="Synthèse et engagements", en="Summary and commitments"), 20),
)
OFFICIALS = (
    Official(
        Texts(
            ar="رئيس المنطقة الأمنية الثانية",
            fr="Chef du deuxième district de police",
            en="Head of the second security zone",
        ),
        "meknes_zone_2",
        is_acting=True,
    ),
    Official(
        Texts(ar="رئيس خلية التواصل", fr="Chef de la cellule de communication", en="Head of the communication cell"),
        "meknes",
        role="facilitator_opener",
    ),
)
EDUCATION = Texts(
    ar="ممثل المديرية الإقليمية للتعليم",
    fr="Représentant de la direction provinciale de l’éducation",
    en="Representative of the provincial education office",
)
PARENTS = Texts(
    ar="رئيسة جمعية للآباء", fr="Présidente d’une association de parents", en="President of a parents' association"
)
NEIGHBOURS = Texts(
    ar="كاتب عام لودادية سكنية",
    fr="Secrétaire général d’une amicale de quartier",
    en="Secretary of a residents' association",
)
# Not known to the cell: it uses the registration page.
AMICALE, AMICALE_EMAIL = "ودادية سكنية (مثال)", "amicale@example.org"
# Not on the attendance list, but asks to speak.
TEACHER = "أستاذ حاضر في القاعة (مثال)"

OPENING = Texts(
    ar="ذكّر رئيس خلية التواصل بمطلب أمن محيط المدارس الذي رُفع في أكتوبر 2018، ودعا إلى تدقيق الأوقات والأماكن حتى يُبنى الجواب على حاجة محددة.",
    fr=(
        "Le chef de la cellule de communication a rappelé la demande d’octobre 2018 sur les abords des écoles et invité à préciser heures et "
        "lieux, pour que la réponse parte d’un besoin précis."
    ),
    en="The head of the cell recalled the demand of October 2018 about the surroundings of schools, and asked for precise hours and kinds of places.",
)
ON_EVENING = Texts(
    ar="خروج المساء هو الأصعب، إذ يحل الظلام قبل أن يصل التلاميذ إلى بيوتهم. نطلب حضورا أمنيا عند الدخول والخروج.",
    fr="La sortie du soir est la plus difficile : il fait nuit avant que les élèves n’arrivent chez eux. Nous demandons une présence aux entrées et aux sorties.",
    en="Leaving in the evening is the hardest: it is dark before pupils reach home. We ask for police presence when schools open and close.",
)
ON_LIGHT = Texts(
    ar="الطرق المؤدية إلى المدارس ضعيفة الإنارة، ونطلب إصلاحها قبل الدخول المدرسي المقبل.",
    fr="Les chemins des écoles sont mal éclairés ; nous demandons leur réparation avant la prochaine rentrée.",
    en="The ways to school are poorly lit; we ask for repairs before the next school year.",
)
REPLY = Texts(
    ar="الإنارة من اختصاص الجماعة، وستراسلها الخلية في الموضوع.",
    fr="L’éclairage relève de la commune ; la cellule lui écrira à ce sujet.",
    en="Street lighting is the commune's task; the cell will write to it about this.",
)
PROMISE = Texts(
    ar="تلتزم خلية التواصل بعقد جلسة عمل مع قطاع التعليم وجمعيات الآباء قبل نهاية ماي 2019.",
    fr="La cellule de communication s’engage à tenir une séance de travail avec l’éducation et les associations de parents avant fin mai 2019.",
    en="The cell commits to a working session with the education office and parents' associations before the end of May 2019.",
)
CONCLUSION = Texts(
    ar="اتفق الحاضرون على أن أمن محيط المدارس مسؤولية مشتركة، وعلى العودة إلى ما التُزم به في اللقاء المقبل.",
    fr="Les participants s’accordent à voir dans la sécurité des abords des écoles une responsabilité partagée, et reviendront sur les engagements à la prochaine rencontre.",
    en="Those present agreed that safety around schools is a shared responsibility, and will come back to the commitments at the next meeting.",
)

AGREED = Noted(
    Texts(
        ar="أوقات الدخول والخروج هي الأولى بالعناية",
        fr="Les heures d’entrée et de sortie passent avant les autres",
        en="Opening and closing hours matter most",
    ),
    Texts(),
    ("schools_surroundings",),
    "concern",
)
AGAIN = Noted(
    Texts(
        ar="حضور أمني عند الدخول والخروج",
        fr="Une présence de police aux entrées et aux sorties",
        en="Police presence when schools open and close",
    ),
    Texts(),
    ("schools_surroundings",),
)
LIGHT = Noted(
    Texts(
        ar="إصلاح إنارة الطرق المؤدية إلى المدارس",
        fr="Réparer l’éclairage des chemins des écoles",
        en="Repair the lighting on the ways to school",
    ),
    Texts(),
    ("road_pedestrians",),
)
SESSION = Noted(
    Texts(
        ar="جلسة عمل مع قطاع التعليم وجمعيات الآباء",
        fr="Séance de travail avec l’éducation et les associations de parents",
        en="Working session with the education office and parents' associations",
    ),
    Texts(),
    ("schools_awareness",),
)
DUE_ON = dt.date(2019, 5, 31)


def hour(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=timezone.get_default_timezone())
