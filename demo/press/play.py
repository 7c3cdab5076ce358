"""Two invented media ask for accreditation, one gets it and reads the press kit of the report of 2018 before the end of its embargo."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from accounts.models import User
from consultations.models import Report
from cooperation.models import MediaOutlet, PressKit, PressKitLink
from cooperation.press import kits, links, outlets
from cooperation.press.kits import KITS
from core.text.texts import Texts
from core.time_travel import happening
from demo import findings, meknes, people, schools

ASKED_ON, WRITTEN_ON = dt.date(2018, 10, 19), dt.date(2018, 10, 22)
OUTLET = "جريدة الحي (مثال)"
OUTLETS = (
    {"name": OUTLET, "contact_name": "رئيسة التحرير (مثال)", "email": "press@example.org", "about": "جريدة محلية مبتدعة لهذا المثال."},
    {
        "name": "إذاعة المدينة (مثال)", "contact_name": "مدير الأخبار (مثال)", "email": "radio@example.org",
        "about": "إذاعة محلية مبتدعة لهذا المثال.",
    },
)  # fmt: skip
SUMMARY = Texts(
    ar="اجتمعت خلية التواصل بفعاليات المجتمع المدني بمقر الدائرة الثانية. أُثيرت خمسة مطالب، أولها محاربة الجريمة والمخدرات، ويُنشر تتبع كل مطلب إلى أن يُنجز. (مثال)",
    fr="La cellule de communication a rencontré la société civile au siège du deuxième arrondissement. Cinq demandes ont été soulevées ; le suivi de chacune est publié jusqu’à sa réalisation. (exemple)",
    en="The communication cell met civil society at the seat of the second precinct. Five demands were raised; the follow-up of each is published until it is done. (example)",
)
CONTACT = Texts(ar="رئيس خلية التواصل", fr="Chef de la cellule de communication", en="Head of the communication cell")


def play() -> PressKit | None:
    """``None`` if that was done before, or without the report of 2018."""
    report = Report.objects.filter(meeting__held_on=meknes.HELD_ON, meeting__is_demonstration=True).first()
    if report is None or PressKit.objects.exists():
        return None
    users = people.ensure()
    with transaction.atomic(), pghistory.context(source="demonstration"):
        _accredited(users["head"])
        kit = _signed(report, users["editor"], users["head"])
        with happening(schools.hour(WRITTEN_ON, 15)):
            link = PressKitLink.objects.get(kit=kit)
            kits.opened(links.token_of(link), "page")
        with happening(schools.hour(WRITTEN_ON, 18, 1)):
            kits.release()
    return kit


def _accredited(head: User) -> None:
    with happening(schools.hour(ASKED_ON, 11)):
        for values in OUTLETS:
            outlets.ask(language="ar", is_demonstration=True, **values)
    with happening(schools.hour(ASKED_ON, 16)):
        outlets.decide(MediaOutlet.objects.get(name=OUTLET), by=head, move="accredit")


def _signed(report: Report, editor: User, head: User) -> PressKit:
    with happening(schools.hour(WRITTEN_ON, 10)):
        kit = KITS.begin(
            by=editor, report=report, summary=SUMMARY, contact=CONTACT, embargo_until=schools.hour(WRITTEN_ON, 18)
        )
        findings.keep(KITS.compose(kit), by=editor)
        kit = KITS.submit(kit, by=editor)
    with happening(schools.hour(WRITTEN_ON, 14)):
        return KITS.approve(kit, by=head, seen=KITS.compose(kit).fingerprint)
