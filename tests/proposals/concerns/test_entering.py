"""Concerns from paper or telephone, references and follow-up links."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from proposals.concerns import promises, references, submission as concerns
from proposals.concerns.submission import Submission
from proposals.models import Concern
from tests import factories

pytestmark = pytest.mark.django_db


def submission(**values: Any) -> Submission:
    made = Submission(uuid.uuid4(), "concern", "public_named", "ar", factories.content(), channel="paper")
    return replace(made, **values)


def test_enter_keeps_who_brought_it_who_entered_it_and_how_it_came() -> None:
    association, recorder = factories.association(), factories.staff("recorder")
    received_at = timezone.now() - dt.timedelta(days=3)

    entered = concerns.enter(association, submission(received_at=received_at, channel="phone"), by=recorder)

    assert (entered.association, entered.submitted_by, entered.channel) == (association, recorder, "phone")
    assert (entered.received_at, entered.state) == (received_at, "submitted")
    assert entered.steps.get().is_from_cell
    assert entered.due_at == promises.triage(received_at) < timezone.now() + dt.timedelta(hours=1)


def test_enter_twice_is_once() -> None:
    association, recorder, sent = factories.association(), factories.staff("recorder"), submission()

    first, second = (concerns.enter(association, sent, by=recorder) for _time in range(2))

    assert first == second == Concern.objects.get()
    assert first.steps.count() == 1


def test_enter_under_an_id_of_somebody_else_is_refused_in_words() -> None:
    association, sent = factories.association(), submission()
    concerns.enter(association, sent, by=factories.staff("recorder"))

    with pytest.raises(DomainError):
        concerns.enter(association, sent, by=factories.staff("recorder"))

    assert Concern.objects.count() == 1


@pytest.mark.parametrize("words", [{"text": "كلمات أخرى"}, {"place": "مكان"}, {"areas": ("hamria",)}])
def test_enter_another_text_under_the_same_id_is_refused(words: dict[str, Any]) -> None:
    association, recorder, sent = factories.association(), factories.staff("recorder"), submission()
    first = concerns.enter(association, sent, by=recorder)

    with pytest.raises(concerns.EnteredAlready) as told:
        concerns.enter(association, replace(sent, content=replace(sent.content, **words)), by=recorder)

    assert told.value.concern == first == Concern.objects.get()
    for other in (replace(sent, kind="proposal"), replace(sent, use="cell_only"), replace(sent, channel="phone")):
        with pytest.raises(concerns.EnteredAlready):
            concerns.enter(association, other, by=recorder)
    with pytest.raises(concerns.EnteredAlready):
        concerns.enter(factories.association(), sent, by=recorder)


def test_enter_a_sealed_concern_again_is_refused_because_it_cannot_be_compared() -> None:
    association, recorder, sent = factories.association(), factories.staff("recorder"), submission(use="cell_only")
    concerns.enter(association, sent, by=recorder)

    with pytest.raises(concerns.EnteredAlready):
        concerns.enter(association, sent, by=recorder)

    assert Concern.objects.count() == 1


def test_enter_as_if_it_came_online_is_refused() -> None:
    with pytest.raises(DomainError):
        concerns.enter(factories.association(), submission(channel="online"), by=factories.staff("recorder"))

    assert not Concern.objects.exists()


@pytest.mark.parametrize("function", ["editor", "liaison", "administrator"])
def test_enter_is_closed_to_other_functions(function: str) -> None:
    association = factories.association()
    for person in (factories.staff(function), factories.representative(association)):
        with pytest.raises(NotAllowed):
            concerns.enter(association, submission(), by=person)

    assert concerns.enter(association, submission(), by=factories.staff("recorder", function)).pk


def test_enter_for_the_cell_only_is_sealed_with_its_files() -> None:
    entered = factories.entered_concern(use="cell_only", files=[factories.photo("ورقة.jpg")])

    assert (entered.title, entered.text) == ("", "")
    assert entered.files.get().stored.sealed_with == entered.sealed_with != ""


def test_reference_is_short_random_and_holds_no_letter_that_is_misread() -> None:
    made = {references.new_reference(2026) for _number in range(500)}

    assert len(made) == 500
    assert all(re.fullmatch(r"2026-[2-9A-HJKMNP-TV-Z]{6}", each) for each in made)


def test_reference_in_use_is_not_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = factories.concern().reference
    offered = iter([taken, taken, "2026-FREE22"])
    monkeypatch.setattr(references, "new_reference", lambda year: next(offered))

    assert factories.concern().reference == "2026-FREE22"


def test_follow_link_leads_to_its_concern_and_only_its_hash_is_stored() -> None:
    concern, other = factories.concern(), factories.entered_concern(use="cell_only")

    tokens = [concerns.follow_token(each) for each in (concern, other)]

    assert [concerns.followed(token) for token in tokens] == [concern, other]
    assert len(set(tokens)) == 2
    assert all(len(token) == 22 for token in tokens)
    assert tokens[0] not in str(Concern.objects.filter(pk=concern.pk).values().get())
    assert concerns.followed(concern.follow_hash) is None


def test_follow_link_is_not_shown_after_the_secret_changed(settings: Any) -> None:
    concern = factories.concern()
    settings.SECRET_KEY = "another secret"

    assert concerns.follow_token(concern) == ""


def test_two_rows_under_one_id_are_refused_by_the_database() -> None:
    source = factories.concern()
    values = {field.attname: getattr(source, field.attname) for field in Concern._meta.concrete_fields}

    with pytest.raises(IntegrityError, match="submission"):
        Concern.objects.create(**values | {"id": None, "reference": "2026-222222", "follow_hash": "x"})


def test_new_follow_link_invalidates_the_old_one() -> None:
    concern, other = factories.concern(), factories.concern()
    old, member = concerns.follow_token(concern), concern.submitted_by

    renewed = concerns.renew_link(concern, by=member)

    new = concerns.follow_token(renewed)
    assert concerns.followed(old) is None
    assert concerns.followed(new) == concern
    assert concerns.followed(concerns.follow_token(other)) == other
    assert concerns.follow_token(concerns.renew_link(renewed, by=member)) not in {old, new}


def test_new_follow_link_is_for_those_who_represent_the_association() -> None:
    concern = factories.concern()

    for stranger in (factories.representative(), factories.staff("moderator"), factories.user()):
        with pytest.raises(NotAllowed):
            concerns.renew_link(concern, by=stranger)

    assert concerns.followed(concerns.follow_token(concern)) == concern
