"""An invented network of four associations around schools, by the real actions: it supports a demand of 2018, and one member declines.

Nothing of it happened. Every name and title says that it is an example.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import pghistory
from django.db import transaction

from accounts.models import User
from cooperation.models import Network, NetworkMembership
from cooperation.networks import joint_texts, members
from cooperation.networks.drafting import NETWORKS
from cooperation.networks.statements import STATEMENTS
from core.clock import today
from core.text.texts import Texts
from core.time_travel import happening
from demo import findings, meknes, people, schools
from demo.civil_society import SENDERS, Sender, signed_up
from partners.models import Membership
from proposals.demands import support
from proposals.models import Demand
from publications import findings as gate
from publications.models import AnsweredFinding
from publications.pending import PendingPublication
from reference.models import Area, Theme

SCHOOLS: Final = 1
"""Place of the demand in demo.meknes.DEMANDS."""
FOUNDED_ON, PUBLISHED_ON = dt.date(2019, 1, 30), dt.date(2019, 2, 11)
ASKED_ON, REPLIED_ON, STATED_ON = dt.date(2019, 3, 25), dt.date(2019, 4, 2), dt.date(2019, 4, 18)
NAME = Texts(
    ar="شبكة جسور للوقاية (مثال)", fr="Réseau Ponts pour la prévention (exemple)", en="Bridges prevention network (example)"
)  # fmt: skip
SUMMARY = Texts(
    ar="أربع جمعيات تنسق عملها في الوقاية ومحيط المدارس، وتتكلم معا حين توافق.",
    fr="Quatre associations coordonnent leur travail de prévention autour des écoles et parlent ensemble quand elles sont d’accord.",
    en="Four associations coordinate their prevention work around schools, and speak together when they agree.",
)
CHARTER = Texts(
    ar="كل جمعية حرة في الانضمام والمغادرة متى شاءت.\n\nلا يُقال شيء باسم الشبكة إلا إذا وافق ثلثا أعضائها. السكوت ليس موافقة، ومن لم يوافق لا يُذكر.\n\nلا تجمع الشبكة معطيات عن الأشخاص، ولا تتكلم عن حالات فردية.",
    fr="Chaque association adhère et part librement, à tout moment.\n\nRien n’est dit au nom du réseau sans l’accord des deux tiers de ses membres. Le silence n’est pas un accord, et qui n’est pas d’accord n’est pas nommé.\n\nLe réseau ne recueille pas de données sur les personnes et ne parle pas de cas individuels.",
    en="Each association joins and leaves freely, at any time.\n\nNothing is said in the name of the network unless two thirds of its members agree. Silence is not consent, and who does not agree is not named.\n\nThe network collects no data about people and does not speak about single cases.",
)
TITLE = Texts(
    ar="من أجل أمن محيط المؤسسات التعليمية (مثال)",
    fr="Pour la sécurité des abords des établissements scolaires (exemple)",
    en="For safe surroundings of schools (example)",
)
WORDS = Texts(
    ar="تدعم جمعياتنا هذا المطلب: حضور منتظم في أوقات الدخول والخروج، ومخاطَب واحد لكل مجموعة من المؤسسات.\n\nونقترح أن تُخبر المؤسسات والجمعيات بالنتائج كل ثلاثة أشهر. (مثال)",
    fr="Nos associations soutiennent cette demande\u00a0: une présence régulière aux heures d’entrée et de sortie, et un interlocuteur pour chaque groupe d’établissements.\n\nNous proposons que les établissements et les associations soient informés des résultats chaque trimestre. (exemple)",
    en="Our associations support this demand: a regular presence when schools begin and end, and one contact for each group of schools.\n\nWe suggest that schools and associations are told the results every three months. (example)",
)
CONCERN_TITLE = Texts(ar="فضاءات مفتوحة للشباب في العطلة الصيفية (مثال)")
CONCERN_WORDS = Texts(
    ar="نطلب أن تبقى فضاءات الأحياء مفتوحة للشباب مساء في العطلة الصيفية، مع تنشيط تؤمنه الجمعيات. (مثال)"
)
OTHERS: Final = (
    Sender(
        "network.youth@example.org", Membership.Role.PRESIDENT,
        Texts(ar="جمعية مبادرات الشباب (مثال)", fr="Association Initiatives des jeunes (exemple)", en="Youth initiatives association (example)"),
        Texts(ar="مواكبة الشباب.", fr="Accompagner les jeunes."), "hamria", is_verified=True,
    ),
    Sender(
        "network.family@example.org", Membership.Role.PRESIDENT,
        Texts(ar="جمعية بيت الأسرة (مثال)", fr="Association Maison de la famille (exemple)", en="Family house association (example)"),
        Texts(ar="دعم الأسر.", fr="Soutenir les familles."), "zitoune", is_verified=True,
    ),
    Sender(
        "network.palms@example.org", Membership.Role.PRESIDENT,
        Texts(ar="ودادية النخيل (مثال)", fr="Amicale des Palmiers (exemple)", en="Palms residents’ association (example)"),
        Texts(ar="تحسين العيش المشترك.", fr="Améliorer la vie commune."), "zitoune", is_verified=True,
    ),
)  # fmt: skip
"""The last one joins without its name, and declines."""


def play() -> bool:
    """``False`` if it was done before, or without the association that coordinates it."""
    first = Membership.objects.filter(user__email=SENDERS[0].email).select_related("user", "association").first()
    demand = Demand.objects.filter(registered_on=meknes.HELD_ON, title=meknes.DEMANDS[SCHOOLS].title).first()
    if Network.objects.exists() or first is None or demand is None:
        return False
    users = people.ensure()
    with transaction.atomic(), pghistory.context(source="demonstration"):
        speakers = [first, *(signed_up(sender, users["moderator"]) for sender in OTHERS)]
        network, joined = _founded(users, speakers)
        _stated(users, network, joined, speakers, demand)
        _open(network, joined, speakers)
    return True


def _founded(users: dict[str, User], speakers: list[Membership]) -> tuple[Network, list[NetworkMembership]]:
    editor, coordinator = users["editor"], speakers[0].user
    ends = today() + dt.timedelta(days=300)
    with happening(schools.hour(FOUNDED_ON, 10)):
        network = NETWORKS.begin(
            by=editor, title=NAME, summary=SUMMARY, charter=CHARTER, consent_rule="two_thirds", founded_on=FOUNDED_ON,
            coordinator=speakers[0].association, coordinates_until=ends, is_demonstration=True,
            themes=Theme.objects.filter(key="schools_surroundings"), areas=Area.objects.filter(key="meknes"),
        )  # fmt: skip
        joined = [members.join(members.invite_coordinator(network, by=editor), by=coordinator, shows_name=True)]
        for speaker in speakers[1:]:
            invited = members.invite(network, association=speaker.association, by=coordinator)
            joined.append(members.join(invited, by=speaker.user, shows_name=speaker is not speakers[-1]))
    with happening(schools.hour(PUBLISHED_ON, 9)):
        _keep(NETWORKS.compose(network), editor)
        NETWORKS.submit(network, by=editor)
        network = NETWORKS.approve(network, by=users["head"], seen=NETWORKS.compose(network).fingerprint)
    return network, joined


def _stated(
    users: dict[str, User],
    network: Network,
    joined: list[NetworkMembership],
    speakers: list[Membership],
    demand: Demand,
) -> None:
    coordinator, moderator = speakers[0].user, users["moderator"]
    with happening(schools.hour(ASKED_ON, 11)):
        row = joint_texts.word(network, by=coordinator, purpose="statement", title=TITLE, text=WORDS, demand=demand)
        row = joint_texts.ask(row, by=coordinator, version=row.version, answer_until=ASKED_ON + dt.timedelta(days=15))
    with happening(schools.hour(REPLIED_ON, 18)):
        for membership, speaker in list(zip(joined, speakers, strict=True))[1:]:
            agrees = speaker is not speakers[-1]
            joint_texts.reply(row, membership, by=speaker.user, seen=row.round, agrees=agrees, shows_name=agrees)
        row = joint_texts.hand_over(row, by=coordinator)
    with happening(schools.hour(STATED_ON, 9)):
        _keep(STATEMENTS.compose(row), moderator)
        STATEMENTS.submit(row, by=moderator)
        STATEMENTS.approve(row, by=users["head"], seen=STATEMENTS.compose(row).fingerprint)
        support.publish(demand, by=moderator, seen=support.pending(demand).fingerprint)


def _open(network: Network, joined: list[NetworkMembership], speakers: list[Membership]) -> None:
    """What awaits the members today: a joint concern about which they are asked, and an association that asks to join."""
    coordinator = speakers[0].user
    row = joint_texts.word(network, by=coordinator, purpose="concern", title=CONCERN_TITLE, text=CONCERN_WORDS)
    row = joint_texts.ask(row, by=coordinator, version=row.version, answer_until=today() + dt.timedelta(days=15))
    joint_texts.reply(row, joined[1], by=speakers[1].user, seen=row.round, agrees=True)
    parents = Membership.objects.filter(user__email=SENDERS[1].email).select_related("user", "association").first()
    if parents is not None:
        members.ask(network, association=parents.association, by=parents.user, shows_name=True)


def _keep(pending: PendingPublication, editor: User) -> None:
    for found in pending.open_findings:
        reason, sentence = findings.REASONS.get(
            found.kind, (AnsweredFinding.Reason.NEEDED, "نص عام: لا يدل على أي شخص. (مثال)")
        )
        gate.answer(pending, mark=found.mark, by=editor.pk, reason=reason, sentence=sentence)
