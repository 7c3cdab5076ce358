"""The flag of a possible emergency: when it is set, who is told, who decides, and the referral to a helpline."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import HeldFunction, User
from core.db import outbox
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.models import OutboxRow
from proposals.concerns import emergency_referral, review, urgency
from proposals.models import Concern, ConcernStep
from reference.models import Helpline
from tests import factories
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db
WORDS = "رجل يحمل سكينا أمام المدرسة الآن"


def told() -> list[str]:
    """The addresses of mails about the flag."""
    outbox.drain()
    return sorted(address for each in mail.outbox if "/staff/concerns/" in each.body for address in each.to)


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_concern_is_flagged_when_it_arrives_also_a_sealed_one(use: str) -> None:
    urgent, quiet = factories.concern(use=use, text=WORDS), factories.concern(use=use)

    assert Concern.objects.get(pk=urgent.pk).is_urgent
    assert not Concern.objects.get(pk=quiet.pk).is_urgent
    assert urgent.urgency_decided_by is None


@pytest.mark.parametrize("channel", ["paper", "phone"])
def test_letter_and_call_are_flagged_too(channel: str) -> None:
    assert factories.entered_concern(channel=channel, text=WORDS).is_urgent


def test_sealed_words_stand_in_no_statement_of_the_database() -> None:
    with connection.execute_wrapper(_watched := Watched()):
        factories.concern(use="cell_only", text=WORDS)

    assert _watched.seen
    assert not [each for each in _watched.seen if "سكين" in each]


class Watched:
    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.seen.append(f"{sql} {params}")
        return execute(sql, params, many, context)


def test_whoever_is_on_duty_is_told_once_with_reference_and_link_only() -> None:
    duty = [factories.staff("moderator"), factories.staff("head"), factories.staff("moderator", "head")]
    factories.staff("editor")
    former = factories.staff("moderator")
    HeldFunction.objects.filter(user=former).update(since="2020-01-01", until="2020-12-31")

    concern = factories.concern(text=WORDS, title="عنوان يُعرف به")
    urgency.tell(concern)

    assert told() == sorted(user.email for user in duty)
    [one] = [each for each in mail.outbox if duty[0].email in each.to]
    assert concern.reference in one.subject
    assert f"/staff/concerns/{concern.pk}/" in one.body
    for words in ("عنوان", "سكين", "المدرسة", str(concern.association.name)):
        assert words not in one.subject + one.body


def test_mail_is_in_the_language_of_its_reader() -> None:
    user = factories.staff("moderator")
    User.objects.filter(pk=user.pk).update(language="fr")

    factories.concern(text=WORDS)

    assert told() == [user.email]
    assert re.search(r"\burgence\b", next(each.body for each in mail.outbox if user.email in each.to))


def test_no_mail_about_what_is_quiet_decided_or_not_urgent_any_more() -> None:
    moderator = factories.staff("moderator")
    factories.concern()
    taken_off, referred = factories.concern(text=WORDS), factories.concern(text=WORDS)
    urgency.decide(taken_off, by=moderator, is_urgent=False)
    emergency_referral.refer(referred, by=moderator, helpline="police")

    assert told() == []
    assert OutboxRow.objects.filter(kind=urgency.MAIL).count() == 2


def test_person_takes_the_flag_off_and_history_names_who() -> None:
    concern, moderator = factories.concern(text=WORDS), factories.staff("moderator")

    decided = urgency.decide(concern, by=moderator, is_urgent=False)
    again = urgency.decide(concern, by=factories.staff("head"), is_urgent=False)

    assert not decided.is_urgent
    assert again.urgency_decided_by == moderator
    history = Concern.pgh_event_models["update"].objects.filter(pgh_obj=concern).order_by("pgh_id")
    [event] = history.filter(urgency_decided_by=moderator)
    assert (event.is_urgent, event.pgh_context.metadata["user"]) == (False, moderator.pk)


def test_person_sets_the_flag_and_colleagues_are_told() -> None:
    concern, moderator, colleague = factories.concern(), factories.staff("moderator"), factories.staff("head")

    assert urgency.decide(concern, by=moderator, is_urgent=True).is_urgent
    assert told() == [colleague.email]


@pytest.mark.parametrize("function", ["recorder", "editor", "administrator", "liaison"])
def test_only_a_reviewer_decides_and_refers(function: str) -> None:
    concern, user = factories.concern(text=WORDS), factories.staff(function)

    with pytest.raises(NotAllowed):
        urgency.decide(concern, by=user, is_urgent=False)
    with pytest.raises(NotAllowed):
        emergency_referral.refer(concern, by=user, helpline="police")
    assert concern.steps.count() == 1


def test_decision_has_a_person_and_a_moment() -> None:
    concern = factories.concern()

    for half in ({"urgency_decided_at": timezone.now()}, {"urgency_decided_by": factories.staff("moderator")}):
        with pytest.raises(IntegrityError, match="concern_urgency_decided"), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(**half)


@pytest.mark.parametrize(("language", "word"), [("ar", "اتصال"), ("fr", "appel")])
def test_referral_to_a_helpline_says_the_number_in_the_language_of_the_association(language: str, word: str) -> None:
    concern = factories.concern(text=WORDS)
    Concern.objects.filter(pk=concern.pk).update(language=language)
    concern.refresh_from_db()

    referred = emergency_referral.refer(concern, by=factories.staff("moderator"), helpline="gendarmerie")

    step = referred.steps.last()
    assert (referred.state, referred.due_at) == ("referred", None)
    assert step.helpline.number == "177"
    assert step.body is None
    assert "177" in step.sentence
    assert word in step.sentence
    assert step.referred_to == step.helpline.name
    assert not Concern.objects.waiting().exists()


def test_referral_offers_what_is_published_and_no_more() -> None:
    concern, moderator = factories.concern(text=WORDS), factories.staff("moderator")
    Helpline.objects.create(key="new", number="141", name=factories.text("رقم لم يُنشر"))
    Helpline.objects.filter(key="police").update(number="190")

    offered = {each.entry.key: each for each in emergency_referral.offered(concern)}

    assert list(offered) == ["police", "gendarmerie", "rescue", "e-blagh"]
    assert re.search(r"\b19\b", offered["police"].sentence)
    assert "https://" in offered["e-blagh"].sentence
    for key in ("new", "none"):
        with pytest.raises(DomainError):
            emergency_referral.refer(concern, by=moderator, helpline=key)


def test_referral_after_a_step_that_was_not_read_is_refused() -> None:
    concern, moderator = factories.concern(text=WORDS), factories.staff("moderator")
    seen = concern.steps.get().pk
    review.move(concern, by=moderator, move="begin")

    with pytest.raises(EditedMeanwhile):
        emergency_referral.refer(concern, by=moderator, helpline="police", seen=seen)
    assert emergency_referral.refer(concern, by=moderator, helpline="police").state == "referred"


def test_referral_names_a_body_or_a_helpline() -> None:
    concern, moderator = in_state("under_review"), factories.staff("moderator")
    step = {"move": "refer", "state": "referred", "at": timezone.now(), "by": moderator, "is_from_cell": True}

    with pytest.raises(DomainError):
        review.move(concern, by=moderator, move="refer", sentence="جملة")
    with pytest.raises(IntegrityError, match="referred_to_a_named_body"), transaction.atomic():
        ConcernStep.objects.create(concern=concern, sentence="جملة", **step)
    line = Helpline.objects.get(key="police")
    assert ConcernStep.objects.create(concern=concern, sentence="جملة", helpline=line, **step).pk
