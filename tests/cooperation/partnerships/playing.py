"""An agreement between a police unit, an institution and an association, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from cooperation.models import Deliverable, Delivery, Partnership, PartnershipParty
from cooperation.partnerships import deliveries, rows, terms
from cooperation.partnerships.publication import PARTNERSHIPS, pending
from core.clock import today
from core.text.texts import Texts
from partners.models import Association
from reference.models import Institution, PoliceUnit
from tests import factories

WHAT = Texts(ar="عشر حصص تحسيسية", fr="Dix séances")


def draft(
    *, by: User | None = None, association: Association | None = None, starts_on: dt.date | None = None, **values: Any
) -> Partnership:
    """With three parties, each with one promise that is due in ten days."""
    editor, day = by or factories.staff("editor"), today()
    given = {
        "title": Texts(ar="محيط مدرسي آمن", fr="Un environnement scolaire sûr"),
        "objective": Texts(ar="تحسيس وتكوين.", fr="Sensibiliser et former."),
        "starts_on": starts_on or day - dt.timedelta(days=30),
        "ends_on": day + dt.timedelta(days=335),
    } | values
    row = PARTNERSHIPS.begin(by=editor, **given)
    party = association or factories.association()
    if not party.memberships.current().exists():
        factories.representative(party)
    bodies: list[dict[str, Any]] = [
        {"unit": PoliceUnit.objects.get(key="meknes")},
        {"institution": Institution.objects.order_by("pk")[0]},
        {"association": party},
    ]
    for place, body in enumerate(bodies, 1):
        made = rows.add(PartnershipParty, row, by=editor, place=place, **body)
        rows.add(Deliverable, row, by=editor, party=made, what=WHAT, due_on=day + dt.timedelta(days=10), amount=10)
    return row


def party_of(row: Partnership) -> PartnershipParty:
    return row.parties.get(association__isnull=False)


def member_of(row: Partnership) -> User:
    return party_of(row).association.memberships.current().first().user  # type: ignore[union-attr]


def agreed(row: Partnership, *, by: User | None = None) -> Partnership:
    editor = by or factories.staff("editor")
    terms.offer(row, by=editor)
    terms.agree(party_of(row), by=member_of(row), seen=terms.fingerprint(row))
    return row


def submitted(row: Partnership, *, by: User) -> Partnership:
    factories.keep_findings(pending(row), by=by)
    return PARTNERSHIPS.submit(row, by=by)


def approved(row: Partnership, *, head: User | None = None) -> Partnership:
    row.refresh_from_db()
    return PARTNERSHIPS.approve(row, by=head or factories.staff("head"), seen=pending(row).fingerprint)


def published(**values: Any) -> Partnership:
    editor = values.pop("by", None) or factories.staff("editor")
    row = submitted(agreed(draft(by=editor, **values), by=editor), by=editor)
    return approved(row)


def every_state(people: dict[str, User], association: Association) -> dict[str, Partnership]:
    """One for each of four states. The association is a party of all; of the published one it reported something."""
    editor, head, found = people["editor"], people["head"], {}
    found["drafting"] = draft(by=editor, association=association)
    terms.offer(found["drafting"], by=editor)
    found["in_review"] = submitted(agreed(draft(by=editor, association=association), by=editor), by=editor)
    for state in ("published", "withdrawn"):
        found[state] = approved(
            submitted(agreed(draft(by=editor, association=association), by=editor), by=editor), head=head
        )
    found["withdrawn"] = PARTNERSHIPS.withdraw(found["withdrawn"], by=head, sentence=Texts(ar="سُحب"))
    owed = Deliverable.objects.get(partnership=found["published"], party__association__isnull=False)
    deliveries.report(owed, by=people["association_a"], done_amount=3, sentence="ثلاث حصص")
    return found


def addresses(rows_by_state: dict[str, Partnership]) -> dict[str, dict[str, Any]]:
    """What the addresses of agreements are opened with."""
    steps = {
        "edit": "drafting", "submit": "drafting", "approve": "in_review", "return": "in_review",
        "correct": "published", "withdraw": "published", "redraft": "withdrawn", "offer": "drafting",
        "party_new": "drafting", "deliverable_new": "drafting", "renew": "published", "review_new": "published",
    }  # fmt: skip
    published, drafting = rows_by_state["published"], rows_by_state["drafting"]
    party = {"pk": drafting.parties.get(association__isnull=False).pk}
    promise = {"pk": drafting.deliverables.get(party__association__isnull=False).pk}
    owed = {"pk": published.deliverables.get(party__association__isnull=False).pk}
    report = {"pk": Delivery.objects.get(deliverable__partnership=published).pk}
    found = {f"staff:partnership_{step}": {"pk": rows_by_state[state].pk} for step, state in steps.items()}
    found |= {
        "staff:partnership": {"pk": rows_by_state["in_review"].pk},
        "staff:partnership_party": party,
        "staff:partnership_party_remove": party,
        "staff:partnership_deliverable": promise,
        "staff:partnership_deliverable_remove": promise,
        "staff:partnership_deliver": owed,
        "staff:partnership_give_up": owed,
        "staff:delivery_confirm": report,
        "staff:delivery_decline": report,
        "members:partnership": {"pk": drafting.pk},
        "members:partnership_agree": party,
        "members:partnership_refuse": party,
        "members:partnership_report": owed,
    }
    key: dict[str, Any] = {"key": published.key}
    found |= {f"public:partnership{part}": key for part in ("", "_json", "_editions")}
    found |= {f"public:partnership_edition{part}": key | {"number": 1} for part in ("", "_json")}
    return found
