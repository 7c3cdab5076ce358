from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from consultations.models import Report
from cooperation.institutions import contacts, requests
from cooperation.models import InstitutionContact, InstitutionRequest, MediaOutlet, PressKit, PressKitLink
from cooperation.press import links, outlets
from cooperation.press.kits import KITS
from core.text.texts import Texts
from reference.models import Institution
from tests import factories

SUMMARY = "ملخص للصحافة لا يُنشر قبل موعده"


def outlet(**values: Any) -> MediaOutlet:
    facts = {"name": "جريدة المثال", "contact_name": "رئيسة التحرير", "language": "ar", "about": "جريدة محلية"}
    outlets.ask(**{"email": "desk@example.org", **facts, **values})
    return MediaOutlet.objects.order_by("-pk")[0]


def accredited(*, head: User, **values: Any) -> MediaOutlet:
    return outlets.decide(outlet(**values), by=head, move="accredit")


def drafted(report: Report, *, by: User, embargo_until: dt.datetime | None = None) -> PressKit:
    contact = Texts(ar="رئيس خلية التواصل", fr="Chef de la cellule", en="Head of the cell")
    summary = Texts(ar=SUMMARY, fr="Résumé", en="Summary")
    return KITS.begin(by=by, report=report, summary=summary, contact=contact, embargo_until=embargo_until)


def submitted(kit: PressKit, *, by: User) -> PressKit:
    factories.keep_findings(KITS.compose(kit), by=by)
    return KITS.submit(kit, by=by)


def approved(kit: PressKit, *, by: User) -> PressKit:
    return KITS.approve(kit, by=by, seen=KITS.compose(kit).fingerprint)


def token(kit: PressKit, outlet: MediaOutlet) -> str:
    return links.token_of(PressKitLink.objects.get(kit=kit, outlet=outlet))


def contact(*, by: User, **values: Any) -> InstitutionContact:
    school = Institution.objects.get(key="education_meknes")
    return contacts.add(
        by=by,
        **{"institution": school, "function": "مصلحة التواصل", "email": "school@example.org", "language": "ar"}
        | values,
    )


def asked(*, by: User, **about: Any) -> InstitutionRequest:
    return requests.send(contact(by=by), by=by, message="نطلب رأيكم", **about)
