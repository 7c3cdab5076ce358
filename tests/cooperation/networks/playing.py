"""A network of four associations, made through the real actions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from cooperation.models import JointText, Network, NetworkMembership
from cooperation.networks import joint_texts, members
from cooperation.networks.drafting import NETWORKS
from cooperation.networks.statements import STATEMENTS
from core.clock import today
from core.text.texts import Texts
from partners.models import Association
from proposals.models import Demand
from tests import factories

TITLE = Texts(ar="شبكة الوقاية", fr="Réseau de prévention")
WORDS = Texts(ar="نطلب دوريات أمام المدارس عند الخروج.", fr="Nous demandons des rondes devant les écoles.")


@dataclass
class Played:
    """``people``: who represents each association; the first one coordinates."""

    network: Network
    associations: list[Association]
    people: list[User]
    memberships: list[NetworkMembership]

    def reply(self, text: JointText, place: int, *, agrees: bool, **words: Any) -> None:
        membership, by = self.memberships[place], self.people[place]
        seen = JointText.objects.get(pk=text.pk).round
        joint_texts.reply(text, membership, by=by, seen=seen, agrees=agrees, **words)

    def word(self, **words: Any) -> JointText:
        values: dict[str, Any] = {"purpose": "statement", "title": Texts(ar="أمن المدارس"), "text": WORDS}
        return joint_texts.word(self.network, by=self.people[0], **{**values, **words})

    def asked(self, **words: Any) -> JointText:
        row = self.word(**words)
        return joint_texts.ask(
            row, by=self.people[0], version=row.version, answer_until=today() + dt.timedelta(days=15)
        )

    def sent(self, *agree: int, **words: Any) -> JointText:
        """``agree``: places of those that agree, beside the coordinator; every other one declines."""
        row = self.asked(**words)
        for place in range(1, len(self.people)):
            self.reply(row, place, agrees=place in agree)
        return joint_texts.hand_over(row, by=self.people[0])


def begun(coordinator: Association, *, by: User | None = None, rule: str = "two_thirds") -> Network:
    return NETWORKS.begin(
        by=by or factories.staff("editor"),
        title=TITLE,
        summary=Texts(ar="تنسق الوقاية قرب المدارس."),
        charter=Texts(ar="نعمل معا ونتكلم معا."),
        consent_rule=rule,
        founded_on=dt.date(2019, 1, 30),
        coordinator=coordinator,
        coordinates_until=today() + dt.timedelta(days=300),
        themes=[factories.theme()],
    )


def played(size: int = 4, *, rule: str = "two_thirds", shows_names: bool = True) -> Played:
    """A public network, of ``size`` verified associations."""
    associations = [factories.verified_association() for _place in range(size)]
    people = [factories.representative(each) for each in associations]
    editor = factories.staff("editor")
    network = begun(associations[0], by=editor, rule=rule)
    rows = [members.join(members.invite_coordinator(network, by=editor), by=people[0], shows_name=True)]
    for association, person in list(zip(associations, people, strict=True))[1:]:
        invited = members.invite(network, association=association, by=people[0])
        rows.append(members.join(invited, by=person, shows_name=shows_names))
    return Played(publish(network, by=editor), associations, people, rows)


def publish(network: Network, *, by: User) -> Network:
    factories.keep_findings(NETWORKS.compose(network), by=by)
    NETWORKS.submit(network, by=by)
    return NETWORKS.approve(network, by=factories.staff("head"), seen=NETWORKS.compose(network).fingerprint)


def submitted(row: JointText, *, by: User | None = None) -> JointText:
    moderator = by or factories.staff("moderator")
    factories.keep_findings(STATEMENTS.compose(row), by=moderator)
    return STATEMENTS.submit(row, by=moderator)


def approved(row: JointText) -> JointText:
    return STATEMENTS.approve(row, by=factories.staff("head"), seen=STATEMENTS.compose(row).fingerprint)


def public_demand() -> Demand:
    return factories.answered_demand()
