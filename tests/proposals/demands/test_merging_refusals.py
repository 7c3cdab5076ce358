"""What a merge, a split and their undoing refuse, and to whom."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core.errors import DomainError, EditedMeanwhile, NotAllowed
from proposals.demands import follow_up, merging, merging_approval
from proposals.models import Demand, Mention
from tests import factories
from tests.proposals.demands.merges import SENTENCE, approved, heard, held, merged, public_demand, undone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["same", "absorbed", "circle"])
def test_merge_into_itself_an_absorbed_one_or_in_a_circle_is_refused(kind: str):
    first, second, third = factories.demand(), factories.demand(), factories.demand()
    merged(first, second)
    into = {"same": (third, third), "absorbed": (third, first), "circle": (second, first)}[kind]

    with pytest.raises(DomainError):
        merging.merge(into[0], by=factories.staff("editor"), whole=into[1], sentence=SENTENCE)


def test_database_refuses_a_circle():
    first, second = factories.demand(), factories.demand()
    Demand.objects.filter(pk=first.pk).update(promise_on=None, merged_into=second)

    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        Demand.objects.filter(pk=second.pk).update(promise_on=None, merged_into=first)


def test_merge_is_refused_while_a_follow_up_of_either_is_open():
    first, second = factories.demand(), factories.demand()
    factories.follow_up(second, by=factories.staff("editor"))

    for part, whole in ((first, second), (second, first)):
        with pytest.raises(DomainError):
            merging.merge(part, by=factories.staff("editor"), whole=whole, sentence=SENTENCE)


def test_follow_up_is_refused_while_a_merge_is_drafted_and_of_a_merged_demand():
    first, second = factories.demand(), factories.demand()
    editor = factories.staff("editor")
    change = merging.merge(first, by=editor, whole=second, sentence=SENTENCE)
    for demand in (first, second):
        with pytest.raises(DomainError):
            follow_up.begin(demand, by=editor)

    approved(change)

    with pytest.raises(DomainError):
        follow_up.begin(first, by=editor)
    assert follow_up.begin(second, by=editor)


def test_second_draft_about_one_of_the_demands_is_refused():
    first, second, third = factories.demand(), factories.demand(), factories.demand()
    merging.merge(first, by=factories.staff("editor"), whole=second, sentence=SENTENCE)

    for part, whole in ((first, third), (third, second), (second, third)):
        with pytest.raises(DomainError):
            merging.merge(part, by=factories.staff("editor"), whole=whole, sentence=SENTENCE)


def test_merge_is_undone_once():
    first, second = factories.demand(), factories.demand()
    change = merged(first, second)
    undone(change)

    with pytest.raises(DomainError):
        merging.undo(change, by=factories.staff("editor"), sentence=SENTENCE)


def test_author_may_not_approve_even_what_nobody_reads():
    head = factories.staff("head")
    change = merging.send(
        merging.merge(factories.demand(), by=head, whole=factories.demand(), sentence=SENTENCE), by=head
    )

    with pytest.raises(NotAllowed):
        merging_approval.approve(change, by=head, seen=merging_approval.pending(change).fingerprint)


def test_approval_of_what_was_not_read_is_refused():
    first, second = public_demand(), public_demand()
    change = merging.merge(first, by=factories.staff("editor"), whole=second, sentence=SENTENCE)
    change = merging.send(change, by=factories.staff("editor"))
    seen = merging_approval.pending(change).fingerprint
    late = heard(second, "late")
    Mention.objects.filter(pk=late.pk).update(is_public=True)

    with pytest.raises(EditedMeanwhile):
        merging_approval.approve(change, by=factories.staff("head"), seen=seen)
    assert held(first) != []


def test_liaison_officer_of_another_unit_drafts_no_merge():
    first, second = factories.demand(), factories.demand()

    with pytest.raises(NotAllowed):
        merging.merge(first, by=factories.staff("liaison"), whole=second, sentence=SENTENCE)
