"""A statement that enough members agreed to: read by a moderator, approved by a second person, published in the words of the network."""

from __future__ import annotations

from typing import Any, Final, cast

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Consent, JointText
from cooperation.networks import mail
from cooperation.networks.coordination import check_leads, in_force
from cooperation.networks.drafting import NETWORKS, listed_keys
from cooperation.networks.joint_texts import consents, locked, tally
from cooperation.networks.members_edition import answerable
from cooperation.networks.states import Stage
from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from partners.former_names import all_names
from partners.models import Association
from partners.states import MAY_BE_LISTED
from proposals.demands import name_authors, support
from publications import store
from publications.drafts.actions import Drafting
from publications.models import Edition
from publications.name_authors import texts_in
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import StatementDocument
from publications.schemas.base import AreaRef, ThemeRef
from publications.schemas.statement import AgreeingAssociation

NAME_WITHDRAWN: Final = Texts(
    ar="سحبت جمعية اسمها.", fr="Une association a retiré son nom.", en="An association withdrew its name."
)


def pending(row: JointText) -> PendingPublication:
    """Its authors are who worded it, who agreed for an association, and whoever of the cell took a step with it.

    Raises :class:`~core.errors.DomainError` where the rule of the network is not reached any more.
    """
    agreed = list(consents(row).agreeing().select_related("membership__association"))
    body = _document(row, agreed)
    document = PendingDocument.edition(body, note=row.change_note or None)
    writers = {*row.authors.values_list("pk", flat=True), *(each.by_id for each in agreed if each.by_id is not None)}
    known = prepare([document], writers=()).main.public
    shown = [
        *row.network.themes.all(),
        *row.network.areas.all(),
        *(each.membership.association for each in _named(row, agreed)),
    ]
    renamers = name_authors.of_rows(shown, texts_in(known) if known else ())
    return prepare([document], writers=writers, renamers=renamers)


def withdraw_name(consent: Consent, *, by: User) -> None:
    """At any time; the name leaves the public page at once, also earlier editions."""
    association = consent.membership.association
    check_leads(association, by)
    with transaction.atomic():
        store.lock()
        row = locked(consent.text)
        Consent.objects.filter(text=row, membership__association=association).update(shows_name=False)
        _take_name_away(row, association, by=by)


def names(row: JointText, association: Association) -> bool:
    """Whether an edition that readers can open names it, under whatever name it had."""
    own = all_names(association)
    editions = Edition.objects.filter(
        document__kind=StatementDocument.kind,
        document__key=row.key,
        is_tombstone=False,
        number__gt=F("document__closed_until"),
    )
    bodies = [cast(StatementDocument, edition.body) for edition in editions]
    return any(_is_of(each, own, association.key) for body in bodies for each in body.named)


def _is_of(named: AgreeingAssociation, own: set[Texts], key: str) -> bool:
    return named.name in own or named.key == key


def _take_name_away(row: JointText, association: Association, *, by: User) -> None:
    document = STATEMENTS.live_document(row)
    live: Any = document.live.body if document and document.live else None
    if document is None or live is None or not names(row, association):
        return
    own = all_names(association)
    less = PendingDocument.edition(
        live.model_copy(update={"named": [each for each in live.named if not _is_of(each, own, association.key)]}),
        note=NAME_WITHDRAWN,
        listed_on=document.listed_on,
        closes_earlier=True,
        closes_unchanged=True,
    )
    prepared = prepare([less], writers=answerable(StatementDocument.kind, row.key) - {by.pk})
    if not prepared.main.is_unchanged:
        store.take_back(prepared, by=by.pk)


class StatementDrafting(Drafting[JointText]):
    """The cell writes what changes in an edition, and not a word of the statement."""

    def begin(self, *, by: Any, **values: Any) -> JointText:
        raise NotAllowed(_("The network words its statements itself."))

    def save(self, row: JointText, *, by: Any, version: int, **values: Any) -> JointText:
        if values.keys() - {"change_note"}:
            raise NotAllowed(_("The network words its statements itself."))
        return super().save(row, by=by, version=version, **values)

    def locked(self, row: JointText) -> JointText:
        """With its network, so that nobody leaves while an approval counts who agreed."""
        return locked(row)

    def return_(self, row: JointText, *, by: Any, sentence: str) -> JointText:
        """The coordinator reads the sentence, words it anew and asks the members again."""
        with transaction.atomic():
            found = super().return_(row, by=by, sentence=sentence)
            mail.tell(in_force(found.network).coordinator, found.network)
            return found


def _document(row: JointText, agreed: list[Consent]) -> StatementDocument:
    count, network = tally(row), row.network
    if row.stage != Stage.HANDED_OVER or row.asked_on is None:
        raise DomainError(_("The network is still speaking about these words."))
    if not count.is_reached:
        raise DomainError(_("An agreement was taken back: the rule of the network is not reached any more."))
    named = _named(row, agreed)
    listed = listed_keys([each.membership.association for each in named])
    rule: Any = in_force(network).consent_rule
    return StatementDocument(
        key=row.key,
        demonstration=row.is_demonstration,
        title=row.title,
        text=row.text,
        network_key=network.key,
        network_name=_network_name(row),
        asked_on=row.asked_on,
        consent_rule=rule,
        agreed=count.agreed,
        asked=count.asked,
        named=[
            AgreeingAssociation(key=key if (key := each.membership.association.key) in listed else "", name=each.membership.association.name)
            for each in named
        ],
        demand=row.demand.key if row.demand else "",
        themes=[ThemeRef(key=theme.key, name=theme.name) for theme in network.themes.all()],
        areas=[AreaRef(key=area.key, name=area.name) for area in network.areas.all()],
    )  # fmt: skip


def _network_name(row: JointText) -> Texts:
    """As the public reads it."""
    document = NETWORKS.live_document(row.network)
    if document is None or document.live is None:
        raise DomainError(_("The page of the network is not public."))
    title: Texts = document.live.body.title
    return title


def _named(row: JointText, agreed: list[Consent]) -> list[Consent]:
    """Only where all agreed: names of some would tell who did not."""
    if len(agreed) < consents(row).count():
        return []
    return [each for each in agreed if each.shows_name and each.membership.association.state in MAY_BE_LISTED]


def _check_handed_over(row: JointText, _by: User) -> None:
    if row.stage != Stage.HANDED_OVER:
        raise DomainError(_("The network is still speaking about these words."))


def _give_marks(row: JointText, by: User) -> None:
    """Each association that agreed is one that asks for the demand; the network is not counted once more (ADR 50).

    An association that agreed to an earlier edition and not to this one takes its mark with it.
    """
    agreeing = {
        each.membership_id: each for each in consents(row).agreeing().select_related("membership__association", "by")
    }
    for earlier in _marked(row).exclude(round=row.round):
        again = agreeing.get(earlier.membership_id)
        if again is None or earlier.marked_id != row.demand_id:
            _withdraw_mark(earlier, by)
        else:
            again.marked, earlier.marked = earlier.marked, None
            again.save(update_fields=["marked"])
            earlier.save(update_fields=["marked"])
    for each in agreeing.values():
        if row.demand is None or each.marked is not None or each.by is None:
            continue
        if support.add_agreed(row.demand, association=each.membership.association, by=each.by):
            each.marked = row.demand
            each.save(update_fields=["marked"])


def _take_marks(row: JointText, by: User) -> None:
    for each in _marked(row):
        _withdraw_mark(each, by)


def _withdraw_mark(consent: Consent, by: User) -> None:
    if consent.marked is not None:
        support.withdraw_agreed(consent.marked, association=consent.membership.association, by=by)
        consent.marked = None
        consent.save(update_fields=["marked"])


def _marked(row: JointText) -> Any:
    return row.consents.filter(marked__isnull=False).select_related("membership__association", "marked")


STATEMENTS: Final = StatementDrafting(
    JointText,
    StatementDocument.kind,
    write_right="cooperation.moderate_statements",
    approve_right="cooperation.approve_statements",
    compose=pending,
    on_submit=_check_handed_over,
    on_approve=_give_marks,
    on_withdraw=_take_marks,
)
