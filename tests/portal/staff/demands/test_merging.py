"""Merging, splitting and undoing at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from proposals.demands import follow_up, ledger, merging, merging_approval
from proposals.models import Demand, LedgerChange
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db
SENTENCE = {"sentence_ar": "المطلبان واحد."}


@pytest.fixture
def desk() -> Client:
    return signed_in(factories.staff("editor"))


def heard(demand: Demand, key: str) -> Any:
    return ledger.mention(
        demand, by=factories.scribe(), said_on=demand.registered_on, source_kind="meeting", source_key=key
    )


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_merge_is_drafted_from_the_page_of_the_demand_by_the_number_of_the_other(desk: Client) -> None:
    first, second = factories.demand(), factories.demand()

    answer = desk.post(reverse("staff:demand_merge", args=[first.pk]), {"number": second.number} | SENTENCE)

    change = LedgerChange.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("staff:ledger_change", args=[change.pk]))
    assert (change.part, change.whole, change.sentence.ar) == (first, second, SENTENCE["sentence_ar"])


def test_unknown_number_is_refused_at_its_field_and_nothing_typed_is_lost(desk: Client) -> None:
    demand = factories.demand()

    answer = desk.post(reverse("staff:demand_merge", args=[demand.pk]), {"number": 999} | SENTENCE)

    assert "number" in answer.context["form"].errors
    assert SENTENCE["sentence_ar"] in words(answer)


def test_split_registers_the_ticked_mentions_as_a_demand(desk: Client) -> None:
    whole = factories.demand()
    heard(whole, "first")
    other = heard(whole, "second")
    about = {"title_ar": "مطلب منفصل", "themes": [factories.theme().pk], "mentions": [other.pk]}

    desk.post(reverse("staff:demand_split", args=[whole.pk]), about | SENTENCE)

    change = LedgerChange.objects.get()
    assert [each.mention for each in change.chosen.all()] == [other]
    assert change.part.title.ar == "مطلب منفصل"


@pytest.mark.slow
def test_head_reads_both_demands_and_approves_and_the_page_offers_to_undo_it() -> None:
    first, second = public_pair()
    change = sent(first, second)
    head = signed_in(factories.staff("head"))
    page = head.get(reverse("staff:ledger_change", args=[change.pk]))
    assert [document.key for document, _fields in page.context["documents"]] == [second.key, first.key]

    head.post(reverse("staff:ledger_change_approve", args=[change.pk]), page.context["approve_form"].initial)

    first.refresh_from_db()
    assert first.merged_into == second
    shown = head.get(reverse("staff:demand", args=[second.pk]))
    assert reverse("staff:ledger_change_undo", args=[change.pk]) in words(shown)
    assert reverse("staff:demand", args=[second.pk]) in words(head.get(reverse("staff:demand", args=[first.pk])))


def public_pair() -> tuple[Demand, Demand]:
    found = []
    for title in ("إنارة الحي", "إنارة الأزقة"):
        draft = factories.follow_up(factories.demand(title=factories.text(title)), by=factories.staff("editor"))
        factories.approve_follow_up(follow_up.send(draft, by=factories.staff("editor")), by=factories.staff("head"))
        found.append(Demand.objects.get(pk=draft.demand_id))
    return found[0], found[1]


def sent(first: Demand, second: Demand) -> LedgerChange:
    editor = factories.staff("editor")
    change = merging.merge(first, by=editor, whole=second, sentence=factories.text("المطلبان واحد."))
    return merging.send(change, by=editor)


def test_author_who_is_head_is_told_why_the_approval_is_not_offered() -> None:
    head = factories.staff("head")
    change = merging.merge(factories.demand(), by=head, whole=factories.demand(), sentence=factories.text("واحد."))
    merging.send(change, by=head)

    page = signed_in(head).get(reverse("staff:ledger_change", args=[change.pk]))

    assert page.context["approve_form"] is None
    assert page.context["why_not"]


def test_draft_is_returned_changed_and_sent_again(desk: Client) -> None:
    change = sent(factories.demand(), factories.demand())
    head = signed_in(factories.staff("head"))
    head.post(reverse("staff:ledger_change_return", args=[change.pk]), {"sentence": "لماذا؟"})
    form = desk.get(reverse("staff:ledger_change_edit", args=[change.pk])).context["form"]

    desk.post(
        reverse("staff:ledger_change_edit", args=[change.pk]),
        {"sentence_ar": "لأنهما واحد.", "version": form["version"].value()},
    )
    desk.post(reverse("staff:ledger_change_send", args=[change.pk]))

    change.refresh_from_db()
    assert (change.state, change.sentence.ar) == ("in_review", "لأنهما واحد.")


def test_discarded_draft_leaves_both_demands_as_they_were(desk: Client) -> None:
    first, second = factories.demand(), factories.demand()
    change = merging.merge(first, by=factories.staff("editor"), whole=second, sentence=factories.text("واحد."))

    desk.post(reverse("staff:ledger_change_discard", args=[change.pk]))

    first.refresh_from_db()
    assert first.merged_into is None
    assert merging.merge(first, by=factories.staff("editor"), whole=second, sentence=factories.text("واحد."))


def test_liaison_officer_of_another_unit_is_refused_and_nothing_is_drafted() -> None:
    demand = factories.demand()
    liaison = signed_in(factories.staff("liaison"))

    answer = liaison.post(reverse("staff:demand_merge", args=[demand.pk]), {"number": factories.demand().number})

    assert answer.status_code == 403
    assert not LedgerChange.objects.exists()


def test_approval_of_a_merge_that_nobody_reads_says_so() -> None:
    change = sent(factories.demand(), factories.demand())

    page = signed_in(factories.staff("head")).get(reverse("staff:ledger_change", args=[change.pk]))

    assert page.context["documents"] == []
    assert page.context["approve_form"] is not None
    assert merging_approval.pending(change).documents == ()
