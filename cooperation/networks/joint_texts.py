"""A joint text until it is sent to the cell: the coordinator words it and asks, each member replies for itself.

Silence is not consent. A change of the words begins a new round, in which nobody has replied yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Consent, JointText, Network, NetworkMembership
from cooperation.networks import joint_concerns, mail
from cooperation.networks.coordination import check_coordinates, check_speaks, in_force
from cooperation.networks.states import STAGE, Purpose, Reply, Stage, is_reached
from core.clock import now, today
from core.db.optimistic_lock import change
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from proposals import sending_limits
from proposals.models import Demand
from publications.drafts.states import DraftState
from publications.models import Document
from publications.schemas import DemandDocument, NetworkDocument, StatementDocument

SHORTEST_TERM, LONGEST_TERM = 3, 60
"""Days in which members reply."""
MOST_OPEN = 20
"""Texts of one network that are not finished."""


class Tally(NamedTuple):
    """Of those who were asked in this round and are members still."""

    agreed: int
    declined: int
    asked: int
    is_reached: bool

    @property
    def silent(self) -> int:
        return self.asked - self.agreed - self.declined


def tally(text: JointText) -> Tally:
    replies = list(consents(text).values_list("reply", flat=True))
    agreed, declined = replies.count(Reply.AGREED), replies.count(Reply.DECLINED)
    enough = is_reached(in_force(text.network).consent_rule, agreed=agreed, asked=len(replies))
    return Tally(agreed, declined, len(replies), enough)


def consents(text: JointText) -> Any:
    return text.consents.filter(round=text.round).counted()


def word(
    network: Network, *, by: User, purpose: str, title: Texts, text: Texts, demand: Demand | None = None
) -> JointText:
    """The coordinator words it. Nobody else reads it before members are asked."""
    with transaction.atomic():
        locked = Network.objects.select_for_update().get(pk=network.pk)
        check_coordinates(locked, by)
        if not Document.objects.filter(kind=NetworkDocument.kind, key=locked.key, is_listed=True).exists():
            raise DomainError(_("A network speaks together once its own page is public."))
        open_ones = locked.joint_texts.filter(stage__in=(Stage.WORDING, Stage.ASKING))
        if open_ones.count() >= MOST_OPEN:
            raise DomainError(_("Many texts of the network are open. Finish or give up one of them first."))
        _check_demand(demand)
        row = JointText(
            network=locked, purpose=purpose, title=title, text=text, demand=demand, is_demonstration=locked.is_demonstration
        )  # fmt: skip
        row.full_clean()
        row.save()
        return _noted(row, "begin", by)


def reword(
    row: JointText, *, by: User, version: int, title: Texts, text: Texts, demand: Demand | None = None
) -> JointText:
    """Possible until it is public, and once a published statement is opened for a correction. Everybody is asked anew."""
    with transaction.atomic():
        found = locked(row)
        check_coordinates(found.network, by)
        if not is_rewordable(found):
            raise DomainError(_("The words cannot be changed now: the cell reads them, or they are public."))
        _check_demand(demand)
        stage = STAGE.target("reword", found.stage)
        values: dict[str, Any] = {"title": title, "text": text, "demand": demand}
        found = change(found, expected=version, round=found.round + 1, stage=stage, **values)
        return _noted(found, "reword", by)


def ask(row: JointText, *, by: User, version: int, answer_until: dt.date) -> JointText:
    """Ask all members of this day. The coordinator has worded it and agrees; every other member is silent until it replies.

    ``version``: of the words that the coordinator has before its eyes."""
    if not SHORTEST_TERM <= (answer_until - today()).days <= LONGEST_TERM:
        raise DomainError(
            _("Give the members between %(shortest)d and %(longest)d days.")
            % {"shortest": SHORTEST_TERM, "longest": LONGEST_TERM}
        )
    with transaction.atomic():
        found = locked(row)
        check_coordinates(found.network, by)
        if found.version != version:
            raise EditedMeanwhile(_("It changed while you were reading. Read it again, then decide."))
        if found.purpose == Purpose.CONCERN:
            joint_concerns.check_words(found)
        found.stage = STAGE.target("ask", found.stage)
        found.asked_on, found.answer_until = today(), answer_until
        found.save(update_fields=["stage", "asked_on", "answer_until"])
        coordinator = in_force(found.network).coordinator
        for membership in found.network.memberships.members().select_related("association"):
            _ask_member(found, membership, by, asks=membership.association_id == coordinator.pk)
        return _noted(found, "ask", by)


def reply(
    row: JointText, membership: NetworkMembership, *, by: User, seen: int, agrees: bool, shows_name: bool = False
) -> Consent:
    """``seen``: the round whose words ``by`` has read. A reply can be changed until the term ends; an agreement can be taken back until the
    text is public. Given twice, it is one."""
    check_speaks(membership.association, by)
    with transaction.atomic():
        found = locked(row)
        consent = found.consents.select_for_update().filter(round=found.round, membership=membership).first()
        if consent is None or membership.network_id != found.network_id or not membership_stands(membership):
            raise NotAllowed(_("Your association was not asked about this text."))
        if seen != found.round:
            raise EditedMeanwhile(_("The words changed while you were reading. Read them again, then reply."))
        if agrees and not is_answerable(found):
            raise DomainError(_("The term has ended, or the coordinator has sent the text already."))
        if not agrees and not is_withdrawable(found):
            raise DomainError(_("The text is public, or with the cell already. You can withdraw your name."))
        consent.reply = Reply.AGREED if agrees else Reply.DECLINED
        consent.shows_name = agrees and shows_name
        consent.by, consent.at = by, now()
        consent.save(update_fields=["reply", "shows_name", "by", "at"])
        return consent


def hand_over(row: JointText, *, by: User) -> JointText:
    """Send it to the cell, once everybody replied or the term has ended, and only where the rule of the network is reached."""
    with transaction.atomic():
        found = locked(row)
        if found.stage == Stage.HANDED_OVER:
            return found
        check_coordinates(found.network, by)
        stage, count = STAGE.target("hand_over", found.stage), tally(found)
        if not count.is_reached:
            raise DomainError(
                _("Too few members agreed: the rule of the network is not reached. Silence is not consent.")
            )
        if count.silent and is_answerable(found):
            raise DomainError(_("Members who have not replied still have time."))
        sending_limits.count_letter(by)
        found.stage = stage
        if found.purpose == Purpose.CONCERN:
            found.concern = joint_concerns.send(
                found, list(consents(found).agreeing().select_related("membership__association")), by=by
            )
        found.save(update_fields=["stage", "concern"])
        return _noted(found, "hand_over", by)


def drop(row: JointText, *, by: User) -> JointText:
    with transaction.atomic():
        found = locked(row)
        check_coordinates(found.network, by)
        if is_public(found):
            raise DomainError(_("The statement is public: only the cell can withdraw it."))
        found.stage = STAGE.target("drop", found.stage)
        found.save(update_fields=["stage"])
        return _noted(found, "drop", by)


def is_rewordable(row: JointText) -> bool:
    if row.purpose == Purpose.CONCERN and row.stage == Stage.HANDED_OVER:
        return False
    return row.stage != Stage.DROPPED and row.state in {DraftState.DRAFTING, DraftState.RETURNED}


def is_answerable(row: JointText) -> bool:
    """The term goes on."""
    return row.stage == Stage.ASKING and row.answer_until is not None and today() <= row.answer_until


def is_withdrawable(row: JointText) -> bool:
    """Whether an agreement can be taken back: of a concern until it is sent, of a statement until it is public."""
    if row.stage == Stage.ASKING:
        return True
    return row.purpose == Purpose.STATEMENT and row.stage == Stage.HANDED_OVER and row.state != DraftState.PUBLISHED


def is_public(row: JointText) -> bool:
    return public_editions([row]).get(row.key) is not None


def is_droppable(row: JointText) -> bool:
    return row.stage in {Stage.WORDING, Stage.ASKING} and not is_public(row)


def public_editions(rows: Iterable[JointText]) -> dict[str, StatementDocument]:
    """What the public reads of those that are public, by key."""
    keys = [row.key for row in rows]
    found = Document.objects.filter(kind=StatementDocument.kind, key__in=keys, live__is_tombstone=False)
    return {each.key: cast(StatementDocument, each.live.body) for each in found.select_related("live") if each.live}


def shown_titles(rows: Collection[JointText], *, unread: Collection[str]) -> dict[int, Texts]:
    """By id. Of a public text whose words are at one of the stages ``unread``, the title that the public reads."""
    live = public_editions(row for row in rows if row.stage in unread)
    return {row.pk: live[row.key].title if row.key in live else row.title for row in rows}


def membership_stands(membership: NetworkMembership) -> bool:
    return NetworkMembership.objects.members().filter(pk=membership.pk).exists()


def locked(row: JointText) -> JointText:
    """After its network, so that nobody joins or leaves meanwhile."""
    Network.objects.select_for_update().get(pk=row.network_id)
    rows = JointText.objects.select_for_update(of=("self",)).select_related("network__coordinator", "demand")
    return rows.get(pk=row.pk)


def _ask_member(row: JointText, membership: NetworkMembership, by: User, *, asks: bool) -> None:
    words: dict[str, Any] = {}
    if asks:
        words = {"reply": Reply.AGREED, "by": by, "at": now(), "shows_name": True}
    Consent.objects.get_or_create(text=row, round=row.round, membership=membership, defaults=words)
    if not words:
        mail.tell(membership.association, row.network)


def _check_demand(demand: Demand | None) -> None:
    if demand is None:
        return
    rows = Document.objects.filter(kind=DemandDocument.kind, key=demand.key, is_listed=True)
    if demand.is_merged or not rows.exists():
        raise DomainError(_("Only a demand that is public can be supported."))


def _noted(row: JointText, name: str, by: User) -> JointText:
    row.steps.create(move=name, by=by)
    row.authors.add(by)
    return row
