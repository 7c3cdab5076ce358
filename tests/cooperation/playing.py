from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from consultations.models import Report
from cooperation.institutions import contacts, requests
from cooperation.models import InstitutionContact, InstitutionRequest, MediaOutlet, PressKit, PressKitLink
from cooperation.press import links, outlets
from cooperation.press.kits import KITS
from core import clock
from core.text.texts import Texts
from publications import reader
from publications.models import Rendering
from publications.press_picture import PNG
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


def every_kit(people: dict[str, User]) -> dict[str, PressKit]:
    """One for each state, and ``signed``: in review, under embargo, with a link of an accredited outlet."""
    editor, head, found = people["editor"], people["head"], {}
    for state in ("drafting", "in_review", "signed", "published", "withdrawn"):
        embargo = clock.now() + dt.timedelta(days=1) if state == "signed" else None
        row = drafted(factories.published_report(by=editor, head=head), by=editor, embargo_until=embargo)
        if state != "drafting":
            row = submitted(row, by=editor)
        if state in {"signed", "published", "withdrawn"}:
            row = approved(row, by=head)
        if state == "withdrawn":
            row = KITS.withdraw(row, by=head, sentence=Texts(ar="سُحب"))
        found[state] = row
    edition = reader.live("press_kit", found["published"].key)
    Rendering.objects.create(edition=edition, language="ar", media_type=PNG, content=b"PNG", size=3)
    return found


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
