"""The verdict of an association on the answer to what it asked: given by a representative, read and published by a person of the cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from copy import copy
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.clock import now, today
from core.db.unions import in_any
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.language_detection import language_of
from core.text.texts import Texts
from partners import representing
from partners.models import Association
from partners.states import Verification
from proposals import sending_limits
from proposals.demands import voice_edition
from proposals.demands.voice_edition import MODERATE
from proposals.models import Answer, Demand, Mention, Support, Verdict
from publications import sender_findings
from publications.pending import PendingPublication

NOTE = Texts(
    ar="أُضيف حكم جمعية على الجواب.",
    fr="L’avis d’une association sur la réponse a été ajouté.",
    en="The verdict of an association on the answer was added.",
)


class Question(NamedTuple):
    """What one association is asked about the last answer. ``verdict``: what it said already. ``until``: the last day of asking."""

    answer: Answer
    until: dt.date
    verdict: Verdict | None

    @property
    def is_open(self) -> bool:
        return today() <= self.until and (self.verdict is None or not self.verdict.is_decided)


def asked(answer: Answer) -> QuerySet[Association]:
    """Verified associations that asked: in the ledger, or with a mark that stood on the day of the answer."""
    demand = answer.demand
    marks = demand.supports.filter(made_at__lt=_after(answer.on)).values("association")
    voices = demand.mentions.filter(association__isnull=False).values("association")
    return Association.objects.filter(in_any(marks, voices), state=Verification.VERIFIED)


def question(demand: Demand, association: Association) -> Question | None:
    """``None`` without an answer, and for an association that did not ask or is not verified."""
    answer = last_answer(demand)
    if answer is None or not asked(answer).filter(pk=association.pk).exists():
        return None
    verdict = answer.verdicts.filter(association=association).first()
    return Question(answer, answer.on + _asking(), verdict)


def open_for(association: Association) -> QuerySet[Answer]:
    """The answers about which the association is asked today and of which nobody of the cell has read its verdict."""
    if association.state != Verification.VERIFIED:
        return Answer.objects.none()
    last = Answer.objects.filter(demand=OuterRef("demand")).order_by("-on", "-pk").values("pk")[:1]
    asked_about = _raised_by(association) | _marked_in_time(association)
    rows = Answer.objects.filter(pk__in=asked_about).filter(pk=Subquery(last))
    decided = association.verdicts.exclude(state=Verdict.State.WAITING).values("answer")
    return rows.exclude(pk__in=decided).order_by("on", "pk")


def _raised_by(association: Association) -> set[int]:
    """Keys of the answers of the last weeks to demands in whose ledger ``association`` stands."""
    rows = Answer.objects.filter(demand__in=association.mentions.values("demand"), on__gte=today() - _asking())
    return set(rows.values_list("pk", flat=True))


def _marked_in_time(association: Association) -> set[int]:
    """Keys of those that came when a mark of ``association`` stood. The days are compared here: see :mod:`core.clock`."""
    rows = Answer.objects.filter(demand__supports__association=association, on__gte=today() - _asking())
    return {pk for pk, on, at in rows.values_list("pk", "on", "demand__supports__made_at") if at < _after(on)}


class Asked(NamedTuple):
    association: Association
    answer: Answer
    until: dt.date


def not_given(associations: Iterable[Association]) -> list[Asked]:
    """The answers about which ``associations`` are asked today and have said nothing, the earliest last day first. Four queries."""
    own = {each.pk: each for each in associations if each.state == Verification.VERIFIED}
    raised = Mention.objects.filter(association__in=own).values_list("association", "demand")
    marked = Support.objects.filter(association__in=own).values_list("association", "demand", "made_at")
    asking: dict[tuple[int, int], dt.datetime | None] = {(each, demand): at for each, demand, at in marked}
    asking |= dict.fromkeys(((each, demand) for each, demand in raised if each is not None))
    last = Answer.objects.filter(demand=OuterRef("demand")).order_by("-on", "-pk").values("pk")[:1]
    rows = Answer.objects.filter(demand__in={demand for _each, demand in asking}, on__gte=today() - _asking())
    answers = {row.demand_id: row for row in rows.filter(pk=Subquery(last)).select_related("demand")}
    given = set(Verdict.objects.filter(association__in=own).values_list("association", "answer"))
    found = [
        Asked(own[each], answers[demand], answers[demand].on + _asking())
        for (each, demand), at in asking.items()
        if demand in answers
        and (at is None or at < _after(answers[demand].on))
        and (each, answers[demand].pk) not in given
    ]
    return sorted(found, key=lambda each: (each.until, each.answer.pk, each.association.pk))


def last_answer(demand: Demand) -> Answer | None:
    return demand.answers.order_by("on", "pk").last()


def give(
    demand: Demand,
    *,
    association: Association,
    by: User,
    word: str,
    sentence: str = "",
    shows_name: bool = False,
    asks_reopening: bool = False,
    because: Mapping[str, str] | None = None,
) -> Verdict:
    """Give the verdict on the last answer, or change it while nobody of the cell has read it.

    Raises :class:`~core.errors.NotAllowed` for somebody who does not represent the association, and
    :class:`~core.errors.DomainError` for an association that is not asked, or not any more. ``because``: why words stay in which the
    gate finds something, by the mark of the finding; raises :class:`~publications.findings.OpenFindings` without it.
    """
    if representing.of(by, association) is None:
        raise NotAllowed(_("Only a representative of the association can do this."))
    sentence = sentence.strip()
    with transaction.atomic():
        row = Demand.objects.select_for_update().get(pk=demand.pk)
        found = _asked_now(row, Association.objects.get(pk=association.pk))
        sending_limits.count_letter(by)
        verdict = found.verdict or Verdict(answer=found.answer, association=association)
        verdict.word, verdict.sentence, verdict.shows_name = word, sentence, shows_name
        verdict.language = language_of(sentence, chosen=by.language)
        verdict.asks_reopening = asks_reopening and word == Verdict.Word.NOT_SOLVED
        verdict.given_at, verdict.given_by = now(), by
        verdict.save()
        if sentence:
            sender_findings.settle(pending(verdict), by=by.pk, because=because or {}, under="verdicts")
    return verdict


def pending(verdict: Verdict) -> PendingPublication:
    """The edition of the demand with this verdict. Read before either decision: it shows the sentence that is published or refused."""
    return _pending(verdict, Verdict.State.PUBLISHED)


def publish(verdict: Verdict, *, by: User, seen: str) -> Verdict:
    """Make the verdict public as it was read. ``seen``: the fingerprint of :func:`pending`."""
    return _decide(verdict, by=by, seen=seen, refusal="")


def refuse(verdict: Verdict, *, by: User, seen: str, reason: str) -> Verdict:
    """Make the verdict public without its sentence. The association reads ``reason``.

    ``seen``: the fingerprint of :func:`pending`, with the sentence, so that a sentence that nobody has read is not refused.
    """
    if not reason.strip():
        raise DomainError(_("Say why the sentence is not published."))
    return _decide(verdict, by=by, seen=seen, refusal=reason.strip())


def waiting() -> QuerySet[Verdict]:
    """Verdicts that nobody of the cell has read, the oldest first; of verified associations."""
    rows = Verdict.objects.filter(state=Verdict.State.WAITING, association__state=Verification.VERIFIED)
    return rows.select_related("association", "answer__demand").order_by("given_at", "pk")


def _decide(verdict: Verdict, *, by: User, seen: str, refusal: str) -> Verdict:
    require(by, MODERATE)
    with transaction.atomic():
        demand = voice_edition.locked(verdict.answer.demand)
        row = Verdict.objects.select_related("association").select_for_update(of=("self",)).get(pk=verdict.pk)
        row.answer.demand = demand
        if row.is_decided:
            raise DomainError(_("Somebody decided about this verdict already."))
        if row.association.state != Verification.VERIFIED:
            raise DomainError(_("The association is not verified any more: its verdict is not published."))
        if refusal:
            seen = _without_sentence(row, seen)
        state = Verdict.State.REFUSED if refusal else Verdict.State.PUBLISHED
        voice_edition.publish(_pending(row, state), by=by, seen=seen)
        row.state = state
        row.refusal, row.decided_at, row.decided_by = refusal, now(), by
        row.save(update_fields=["state", "refusal", "decided_at", "decided_by"])
    return row


def _without_sentence(verdict: Verdict, seen: str) -> str:
    """The fingerprint of the edition without the sentence, for whoever has read the one with it."""
    if not verdict.sentence:
        raise DomainError(_("This verdict has no sentence: publish it as it stands."))
    if seen != pending(verdict).fingerprint:
        raise EditedMeanwhile(_("It changed while you were reading. Read it again, then decide."))
    return _pending(verdict, Verdict.State.REFUSED).fingerprint


def _pending(verdict: Verdict, state: str) -> PendingPublication:
    row = copy(verdict)
    row.state = state
    return voice_edition.pending(row.answer.demand, note=NOTE, deciding=row)


def _asked_now(demand: Demand, association: Association) -> Question:
    found = question(demand, association)
    if found is None:
        raise DomainError(_("Only verified associations that asked for it give a verdict, once there is an answer."))
    if found.verdict and found.verdict.is_decided:
        raise DomainError(_("The cell has read your verdict. You can give another one after the next answer."))
    if today() > found.until:
        raise DomainError(_("The time for a verdict on this answer is over."))
    return found


def _asking() -> dt.timedelta:
    return dt.timedelta(days=settings.SITE["promises"]["verdict_days"])


def _after(day: dt.date) -> dt.datetime:
    """The first moment after ``day``."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
