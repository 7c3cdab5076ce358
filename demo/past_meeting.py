"""An invented meeting of May 2019, of which the day is not known: the local authority held it at the request of merchants, and its record was
typed in weeks later from minutes on paper, by the real actions.

Nothing of it happened. Every title says that it is an example.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pghistory
from django.db import transaction

from accounts.models import User
from consultations.models import Attendance, Meeting, Point, Report
from consultations.planning import typed_in
from consultations.record import people as present, said_points
from consultations.reports import steps as reports
from consultations.reports.approval import pending_report
from core.text.partial_days import Known
from core.text.texts import Texts
from core.time_travel import happening
from demo import findings, meknes, people, schools
from proposals.models import Demand
from reference.models import Institution, PoliceUnit, Theme

# The first of the month orders lists; the minutes say "May 2019" and nothing else.
HELD_IN, TYPED_ON, PUBLISHED_ON = dt.date(2019, 5, 1), dt.date(2019, 6, 11), dt.date(2019, 6, 13)
TITLE = Texts(
    ar="لقاء تواصلي مع تجار السوق (مثال)",
    fr="Rencontre de communication avec les commerçants du marché (exemple)",
    en="Outreach meeting with the merchants of the market (example)",
)
VENUE = Texts(
    ar="قاعة الاجتماعات بالباشوية", fr="Salle de réunion du pachalik", en="Meeting room of the pasha’s office"
)
COMMITTEE = Texts(ar="لجنة تجار السوق", fr="Comité des commerçants du marché", en="Committee of the market’s merchants")
PASHA = Texts(ar="باشا المدينة", fr="Pacha de la ville", en="Pasha of the city")
DEPUTY = Texts(
    ar="نائب رئيس الدائرة الثانية",
    fr="Adjoint au chef du deuxième arrondissement",
    en="Deputy head of the second precinct",
)
HEAD = Texts(ar="رئيس الدائرة الثانية", fr="Chef du deuxième arrondissement", en="Head of the second precinct")
HEALTH = Texts(ar="المندوب الإقليمي للصحة", fr="Délégué provincial à la santé", en="Provincial delegate for health")
MERCHANTS = Texts(ar="ممثلو التجار", fr="Représentants des commerçants", en="Representatives of the merchants")
OPENING = Texts(
    ar="رحب باشا المدينة بالتجار، وذكر بأن أمن السوق يخدم التجار والزبناء معا.",
    fr="Le pacha de la ville a accueilli les commerçants et rappelé que la sécurité du marché sert les commerçants et leurs clients.",
    en="The pasha of the city welcomed the merchants and said that a safe market serves merchants and customers.",
)
CONCLUSION = Texts(
    ar="اتفق الحاضرون على لقاء ثان بعد العطلة الصيفية. للتبليغ عن الأعطاب: مكتب السوق، الرقم 0535000000 (رقم مختلق).",
    fr="Les participants ont convenu d’une deuxième rencontre après les vacances d’été. Pour signaler une panne\u00a0: bureau du marché, "
    "0535000000 (numéro inventé).",
    en="Those present agreed to meet again after the summer holidays. To report a failure: office of the market, 0535000000 "
    "(an invented number).",
)
ROUNDS = Texts(ar="جولات المراقبة بالسوق", fr="Rondes au marché", en="Patrols in the market")
AT_SCHOOL = Texts(
    ar="حضور أمني عند خروج التلاميذ من المدرسة المجاورة للسوق",
    fr="Présence policière à la sortie de l’école voisine du marché",
    en="Police presence when pupils leave the school beside the market",
)
DARK = Texts(ar="انطفاء الإنارة في ممرات السوق", fr="Allées du marché sans éclairage", en="Dark passages in the market")
EVENING_ROUND = Texts(
    ar="دورية قبيل إغلاق الدكاكين", fr="Une ronde avant la fermeture", en="A patrol before the shops close"
)
CLOSING_TIME = Texts(
    ar="تبادل وجهات النظر حول توقيت إغلاق السوق",
    fr="Échange de vues sur l’heure de fermeture du marché",
    en="Exchange of views on the closing time of the market",
)
HEADLINE = Texts(
    ar="تجار السوق والسلطات يتفقون على دورية مسائية (مثال)",
    fr="Commerçants et autorités conviennent d’une ronde du soir (exemple)",
    en="Merchants and authorities agree on an evening patrol (example)",
)
LEAD = Texts(
    ar="في ماي 2019، ترأس باشا المدينة لقاء تواصليا مع تجار السوق، انعقد بطلب منهم. عُرضت فيه أرقام، والتُزم فيه بدورية مسائية.",
    fr="En mai 2019, le pacha de la ville a présidé une rencontre avec les commerçants du marché, tenue à leur demande. Des chiffres y ont "
    "été présentés, et une ronde du soir annoncée.",
    en="In May 2019 the pasha of the city chaired a meeting with the merchants of the market, held at their request. Figures were presented "
    "there, and an evening patrol was promised.",
)


def play() -> Meeting | None:
    """Type in and publish the meeting; ``None`` if it is there already, or if the first meeting is missing."""
    users = people.ensure()
    rows = Meeting.objects.filter(is_demonstration=True)
    if not rows.filter(held_on=meknes.HELD_ON).exists() or rows.filter(held_on=HELD_IN).exists():
        return None
    with transaction.atomic(), pghistory.context(source="demonstration"):
        with happening(schools.hour(TYPED_ON, 10)):
            meeting = _type_in(users["recorder"])
        with happening(schools.hour(PUBLISHED_ON, 9)):
            report = _write(meeting, users["editor"])
            reports.approve(report, by=users["head"], seen=pending_report(report, approver=users["head"]).fingerprint)
    return meeting


def _type_in(recorder: User) -> Meeting:
    meeting = typed_in.begin(
        by=recorder,
        title=TITLE,
        kind=Meeting.Kind.OUTREACH,
        held_on=HELD_IN,
        day_known=Known.MONTH,
        venue=VENUE,
        organising_institution=Institution.objects.get(key="local_authority_meknes"),
        unit=PoliceUnit.objects.get(key="meknes_district_2"),
        level="district",
        requester=Meeting.Requester.ASSOCIATION,
        requesting_body=COMMITTEE,
        requester_agrees=True,
        declared_people=30,
        declared_contributions=12,
        counts_are_estimates=True,
        is_demonstration=True,
    )
    pasha, deputy, *_others = present.note_several(meeting, by=recorder, rows=_present(), opening=OPENING)
    said_points.note_several(meeting, by=recorder, rows=_points(pasha, deputy), conclusion=CONCLUSION)
    return meeting


def _present() -> list[dict[str, Any]]:
    authority = Institution.objects.get(key="local_authority_meknes")
    return [
        {"side": "institution", "function": PASHA, "institution": authority, "chair": "chaired", "role": "opener"},
        {
            "side": "police",
            "function": DEPUTY,
            "on_behalf_of": HEAD,
            "unit": PoliceUnit.objects.get(key="meknes_district_2"),
        },
        {
            "side": "institution",
            "function": HEALTH,
            "institution": Institution.objects.get(key="health_meknes"),
            "attended": "excused",
        },
        {
            "side": "civil_society",
            "function": MERCHANTS,
            "is_group": True,
            "association_name": COMMITTEE.ar,
            "shows_association": True,
        },
    ]


def _points(pasha: Attendance, deputy: Attendance) -> list[dict[str, Any]]:
    """What the minutes hold: a figure, progress on a demand of 2018, a commitment that begins on a day, a concern, an exchange of views."""
    concern = {
        "kind": Point.Kind.CONCERN,
        "said_by_several": True,
        "title": DARK,
        "themes": Theme.objects.filter(key="urban_lighting"),
    }
    exchange = {"kind": Point.Kind.EXCHANGE, "speaker": pasha, "title": CLOSING_TIME}
    return [*_told_by(deputy), concern, exchange]


def _told_by(deputy: Attendance) -> list[dict[str, Any]]:
    asked = Demand.objects.filter(registered_on=meknes.HELD_ON, themes__key="schools_surroundings")
    figure = {
        "title": ROUNDS,
        "figure_value": Decimal(45),
        "figure_unit": Texts(ar="جولة", fr="rondes", en="patrols"),
        "figure_period": Texts(ar="منذ يناير", fr="depuis janvier", en="since January"),
        "figure_source": DEPUTY,
    }
    progress = {"title": AT_SCHOOL, "about_demand": asked.order_by("number").first()}
    commitment = {"title": EVENING_ROUND, "owner_unit": deputy.unit, "starts_on": dt.date(2019, 6, 3)}
    return [
        {"kind": Point.Kind.FIGURE, "speaker": deputy, **figure},
        {"kind": Point.Kind.PROGRESS, "speaker": deputy, **progress},
        {"kind": Point.Kind.COMMITMENT, "speaker": deputy, **commitment},
    ]


def _write(meeting: Meeting, editor: User) -> Report:
    report = reports.draft(meeting, by=editor)
    report = reports.edit(
        report,
        by=editor,
        version=report.version,
        title=HEADLINE,
        lead=LEAD,
        opening=OPENING,
        conclusion=CONCLUSION,
        change_note=Texts(),
        points={},
    )
    findings.keep(pending_report(report), by=editor)
    return reports.submit(report, by=editor)
