"""Mail to those who asked: that something new about their demand is public, and where to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.db import outbox
from core.db.outbox import doer
from core.db.unions import in_any
from core.text import formats
from partners.mail import in_words
from partners.models import Association, Membership
from partners.news_mail import Letter, tell as tell_member
from partners.states import MAY_SUBMIT
from proposals.demands import verdicts
from proposals.demands.verdicts import Question
from proposals.models import Demand, Mention, Support
from publications.models import Edition
from publications.schemas import DemandDocument

KIND = DemandDocument.kind


def tell(editions: Iterable[Edition]) -> None:
    """Mail the requesters of each demand among ``editions``, once per edition and person, when the transaction commits.

    Nobody is told of an example: its associations and their addresses are invented.
    """
    for edition in editions:
        document = edition.document
        if document.kind == KIND and not edition.is_tombstone and not document.is_demonstration:
            outbox.put("proposals.tell_requesters", key=f"{edition.pk}", edition=edition.pk)


def associations(demand: Demand) -> QuerySet[Association]:
    """Those in the ledger and those that ask the same, also of a demand that is merged into it; without refused and suspended ones."""
    asked = demand.mentions.filter(association__isnull=False).values("association")
    followed = Demand.objects.filter(Q(pk=demand.pk) | Q(merged_into=demand)).values("pk")
    same = Support.objects.filter(demand__in=followed).values("association")
    return Association.objects.filter(in_any(asked, same), state__in=MAY_SUBMIT)


@doer("proposals.tell_requesters")
def put_mails(payload: Mapping[str, Any]) -> None:
    """One row for each person, so that one mailbox that refuses does not keep the others waiting."""
    edition = Edition.objects.select_related("document").get(pk=payload["edition"])
    for user in _representatives(_demand(edition)).order_by("pk").values_list("pk", flat=True):
        outbox.put("proposals.edition_mail", key=f"{edition.pk}-{user}", edition=edition.pk, user=user)


@doer("proposals.edition_mail")
def send_edition(payload: Mapping[str, Any]) -> None:
    """Only what is public, and only to a person who still represents an association that asked."""
    edition = Edition.objects.select_related("document__live").get(pk=payload["edition"])
    demand = _demand(edition)
    user = _representatives(demand).filter(pk=payload["user"]).first()
    live = edition.document.live
    if user is None or live is None or live.is_tombstone:
        return
    body = cast(DemandDocument, live.body)
    asked = list(_asked(demand, user))

    def written() -> Letter:
        site = settings.SITE["name"].in_language(user.language).text
        subject = _("%(site)s: news about demand %(number)s") % {"site": site, "number": demand.number}
        questions = [_question(demand, *each, user.language) for each in asked]
        return subject, "\n\n".join([*_paragraphs(demand, body, user.language), *questions])

    tell_member(user, demand.key, written, asks=bool(asked))


def page_of(demand: Demand, language: str) -> str:
    return f"{settings.PUBLIC_ORIGIN}/{language}/demands/{demand.key}/"


def _paragraphs(demand: Demand, body: DemandDocument, language: str) -> list[str]:
    return [
        in_words(body.title, language),
        _("Something new about this demand, for which your association asked, is public."),
        _("Read it here:\n%(address)s") % {"address": page_of(demand, language)},
    ]


def _asked(demand: Demand, user: User) -> Iterator[tuple[Association, Question]]:
    """The associations of ``user`` that are asked for their verdict."""
    for association in associations(demand).filter(pk__in=_memberships(user).values("association")):
        question = verdicts.question(demand, association)
        if question is not None and question.is_open:
            yield association, question


def _question(demand: Demand, association: Association, question: Question, language: str) -> str:
    address = settings.PUBLIC_ORIGIN + reverse("members:verdict", args=[association.pk, demand.number])
    day = formats.day(question.until, language)
    sentence = _("Did the answer solve the problem? Give the verdict of your association until %(day)s:\n%(address)s")
    return sentence % {"day": day, "address": address}


def _demand(edition: Edition) -> Demand:
    return Demand.objects.get(number=int(edition.document.key))


def _representatives(demand: Demand) -> QuerySet[User]:
    current = Membership.objects.current().filter(association__in=associations(demand))
    return User.objects.filter(pk__in=current.order_by().values("user"), is_active=True)


def asked_by(user: User) -> QuerySet[Demand]:
    """Demands for which an association of ``user`` asks."""
    own = _memberships(user).values("association")
    return Demand.objects.filter(
        in_any(
            Mention.objects.filter(association__in=own).values("demand"),
            Support.objects.filter(association__in=own).values("demand"),
        )
    )


def _memberships(user: User) -> QuerySet[Membership]:
    return Membership.objects.current().filter(user=user).order_by()
