"""Reopening a demand whose answer the associations judged "not solved": a person begins the draft, a second one approves it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from core.text.texts import Texts
from partners.states import Verification
from proposals.demands import follow_up
from proposals.demands.follow_up import Wording
from proposals.models import Answer, Demand, FollowUp, Mention, Support, Verdict
from proposals.states import FOLLOW_UP

SENTENCE = Texts(
    ar="أُعيد فتح المطلب لأن الجمعيات التي طلبته ترى أن الجواب لم يحل المشكل.",
    fr="La demande est rouverte : les associations qui l’ont portée jugent que la réponse n’a pas résolu le problème.",
    en="The demand is reopened: the associations that asked judge that the answer did not solve the problem.",
)
CLOSED = FOLLOW_UP.by_name["reopen"].sources


def judged_not_solved() -> QuerySet[Demand]:
    """Demands that can be reopened and whose last answer two associations judged "not solved"; one, where only one asked.

    Verdicts count from the day on which they are given: the desk does not wait for their sentences to be read.
    """
    others = ~Q(association=OuterRef("association")), Q(association__state=Verification.VERIFIED)
    second = Verdict.objects.filter(*others, answer=OuterRef("answer"), word=Verdict.Word.NOT_SOLVED)
    heard = Mention.objects.filter(*others, demand=OuterRef("answer__demand"))
    marked = Support.objects.filter(*others, demand=OuterRef("answer__demand"))
    last = Answer.objects.filter(demand=OuterRef("answer__demand")).order_by("-on", "-pk").values("pk")[:1]
    judged = Verdict.objects.filter(word=Verdict.Word.NOT_SOLVED, association__state=Verification.VERIFIED)
    judged = judged.filter(Exists(second) | ~Exists(heard) & ~Exists(marked), answer=Subquery(last))
    return Demand.objects.filter(pk__in=judged.values("answer__demand"), state__in=CLOSED)


def begin(demand: Demand, *, by: User) -> FollowUp:
    """A draft with the move ``reopen`` and the prepared sentence; a draft that somebody writes already stays as it is."""
    with transaction.atomic():
        draft = follow_up.begin(demand, by=by)
        if draft.is_writable and not (draft.move or draft.sentence or draft.answer):
            wording = Wording(move="reopen", sentence=SENTENCE)
            draft = follow_up.save(draft, by=by, version=draft.version, wording=wording)
    return draft
