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


@dataclass
class Scene:
    """``networks`` and ``statements``: one for each of four states, coordinated by the same association. ``request``: of another one that asks
    to join the public network; ``worded``, ``open``: texts that nobody or everybody was asked about."""

    networks: dict[str, Network]
    statements: dict[str, JointText]
    request: NetworkMembership
    worded: JointText
    open: JointText


def every_state(people: dict[str, User], association: Association) -> Scene:
    editor, head = people["editor"], people["head"]
    other = factories.verified_association()
    speakers = [people["association_a"], factories.representative(other)]
    networks = {state: begun(association, by=editor) for state in ("drafting", "in_review", "published", "withdrawn")}
    for state, network in networks.items():
        invited = members.invite_coordinator(network, by=editor)
        if state == "drafting":
            continue
        members.join(invited, by=speakers[0])
        members.join(members.invite(network, association=other, by=speakers[0]), by=speakers[1], shows_name=True)
        factories.keep_findings(NETWORKS.compose(network), by=editor)
        networks[state] = NETWORKS.submit(network, by=editor)
        if state != "in_review":
            networks[state] = NETWORKS.approve(network, by=head, seen=NETWORKS.compose(network).fingerprint)
    networks["withdrawn"] = NETWORKS.withdraw(networks["withdrawn"], by=head, sentence=Texts(ar="سُحب"))
    public = networks["published"]
    rows = [public.memberships.get(association=each) for each in (association, other)]
    played_ = Played(public, [association, other], speakers, rows)
    third = factories.verified_association()
    request = members.ask(public, association=third, by=factories.representative(third))
    return Scene(networks, _every_statement(played_, people), request, played_.word(), played_.asked())


def _every_statement(network: Played, people: dict[str, User]) -> dict[str, JointText]:
    moderator, head, found = people["moderator"], people["head"], {}
    for state in ("drafting", "in_review", "published", "withdrawn"):
        row = network.sent(1)
        if state != "drafting":
            row = submitted(row, by=moderator)
        if state in {"published", "withdrawn"}:
            row = STATEMENTS.approve(row, by=head, seen=STATEMENTS.compose(row).fingerprint)
        if state == "withdrawn":
            row = STATEMENTS.withdraw(row, by=head, sentence=Texts(ar="سُحب"))
        found[state] = row
    return found


def addresses(scene: Scene) -> dict[str, dict[str, Any]]:
    """What the addresses of networks and statements are opened with."""
    steps = {
        "edit": "drafting", "submit": "drafting", "approve": "in_review", "return": "in_review",
        "correct": "published", "withdraw": "published", "redraft": "withdrawn",
    }  # fmt: skip
    found: dict[str, dict[str, Any]] = {}
    for name, rows in (("network", scene.networks), ("statement", scene.statements)):
        found |= {f"staff:{name}_{step}": {"pk": rows[state].pk} for step, state in steps.items()}
        found[f"staff:{name}"] = {"pk": rows["in_review"].pk}
        key: dict[str, Any] = {"key": rows["published"].key}
        found |= {f"public:{name}{part}": key for part in ("", "_json", "_editions")}
        found |= {f"public:{name}_edition{part}": key | {"number": 1} for part in ("", "_json")}
    public = scene.networks["published"]
    found["staff:network_invite_coordinator"] = {"pk": scene.networks["drafting"].pk}
    found["staff:network_members"] = found["staff:network_members_publish"] = {"pk": public.pk}
    return found | _addresses_of_members(scene)


def _addresses_of_members(scene: Scene) -> dict[str, dict[str, Any]]:
    public = scene.networks["published"]
    own = {"pk": public.memberships.get(association=public.coordinator_id).pk}
    invited = {"pk": scene.networks["drafting"].memberships.get().pk}
    request, worded, asked = (own | {"number": row.pk} for row in (scene.request, scene.worded, scene.open))
    return {
        "members:networks": {"pk": public.coordinator_id},
        "members:network_ask": {"key": public.key},
        "members:network": own,
        "members:network_join": invited,
        "members:network_refuse": invited,
        "members:network_leave": own,
        "members:network_name": own,
        "members:network_invite": own,
        "members:network_accept": request,
        "members:network_decline": request,
        "members:joint_text_new": own,
        "members:joint_text": asked,
        "members:joint_text_edit": worded,
        "members:joint_text_ask": worded,
        "members:joint_text_reply": asked,
        "members:joint_text_send": asked,
        "members:joint_text_drop": asked,
        "members:joint_text_name": own | {"number": scene.statements["published"].pk},
    }
