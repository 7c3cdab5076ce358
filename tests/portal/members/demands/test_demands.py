"""What an association does about a public demand: verdict, mark, withdrawal; and where it finds them."""

from __future__ import annotations

import pytest
from django.test import Client

from core.errors import EditedMeanwhile
from partners.models import Association
from proposals.demands import support
from proposals.models import Demand, Support, Verdict
from tests import factories
from tests.portal.public import published
from tests.portal.staff.desk import queries, signed_in
from tests.proposals.demands import merges

pytestmark = pytest.mark.django_db
SENTENCE = "ما زال الوضع على حاله مساء."


@pytest.fixture
def association() -> Association:
    return factories.verified_association()


@pytest.fixture
def member(association: Association) -> Client:
    return signed_in(factories.representative(association))


@pytest.fixture
def demand(association: Association) -> Demand:
    return factories.answered_demand(association)


def page(association: Association, demand: Demand, step: str = "") -> str:
    return f"/members/associations/{association.pk}/demands/{demand.number}/{step}"


def test_public_page_leads_to_the_page_of_the_association(member, association, demand):
    public = Client().get(f"/ar/demands/{demand.key}/").content.decode()
    assert f'href="/members/demands/{demand.number}/"' in public

    assert member.get(f"/members/demands/{demand.number}/").url == page(association, demand)


def test_choose_offers_own_associations_and_says_what_to_do_without_one(association, demand):
    user = factories.representative(association)
    other = factories.association()
    factories.memberships.join(other, user=user, role="board")
    shown = signed_in(user).get(f"/members/demands/{demand.number}/").content.decode()
    assert page(association, demand) in shown
    assert page(other, demand) in shown

    alone = signed_in(factories.user()).get(f"/members/demands/{demand.number}/")
    assert 'class="empty"' in alone.content.decode()


def test_demand_that_is_not_public_does_not_exist(member, association):
    hidden = factories.demand()
    factories.mention(hidden, association)

    assert member.get(f"/members/demands/{hidden.number}/").status_code == 404
    assert member.get(page(association, hidden)).status_code == 404
    assert member.post(page(association, hidden, "support/")).status_code == 404
    assert not Support.objects.exists()


def test_verdict_is_given_and_changed_by_the_form(member, association, demand):
    form = page(association, demand, "verdict/")
    assert form in member.get(page(association, demand)).content.decode()
    sent = member.post(form, {"word": "partly", "sentence": SENTENCE, "shows_name": "on"})
    assert sent.url == page(association, demand)
    again = member.get(form).content.decode()
    assert SENTENCE in again
    member.post(form, {"word": "not_solved", "sentence": "", "asks_reopening": "on"})

    row = Verdict.objects.get()
    assert (row.word, row.sentence, row.shows_name, row.asks_reopening) == ("not_solved", "", False, True)
    assert "لم يُحل" in member.get(page(association, demand)).content.decode()


def test_verdict_without_a_word_keeps_what_was_typed(member, association, demand):
    refused = member.post(page(association, demand, "verdict/"), {"sentence": SENTENCE})

    assert SENTENCE in refused.content.decode()
    assert "word" in refused.context["form"].errors
    assert not Verdict.objects.exists()


def test_reopening_beside_another_verdict_is_refused_at_its_field(member, association, demand):
    refused = member.post(page(association, demand, "verdict/"), {"word": "solved", "asks_reopening": "on"})

    assert "asks_reopening" in refused.context["form"].errors
    assert not Verdict.objects.exists()


def test_refused_sentence_and_its_reason_are_read_by_the_association(member, association, demand):
    from proposals.demands import verdicts

    row = factories.verdict(demand, association, sentence=SENTENCE)
    seen = verdicts.pending(row).fingerprint
    verdicts.refuse(row, by=factories.staff("moderator"), seen=seen, reason="تذكر شخصا بعينه.")

    shown = member.get(page(association, demand)).content.decode()
    assert "تذكر شخصا بعينه." in shown
    assert member.get(page(association, demand, "verdict/")).url == page(association, demand)
    late = member.post(page(association, demand, "verdict/"), {"word": "solved", "sentence": "أخرى"})
    assert late.status_code == 409
    assert "أخرى" in late.content.decode()


def test_support_is_set_chosen_anew_and_withdrawn(member, association):
    demand = factories.answered_demand()
    form = page(association, demand, "support/")
    assert member.post(form, {"shows_name": "on"}).url == page(association, demand)
    assert Support.objects.get().shows_name
    member.post(form, {})
    assert not Support.objects.get().shows_name

    assert member.post(page(association, demand, "withdraw/")).url == page(association, demand)
    assert not Support.objects.exists()


@pytest.mark.slow
def test_mark_on_a_merged_demand_is_withdrawn_and_leads_to_where_it_went(member, association):
    part, whole = merges.public_demand(), merges.public_demand()
    member.post(page(association, part, "support/"), {})
    merges.merged(part, whole)

    answer = member.post(page(association, part, "withdraw/"), follow=True)

    assert answer.redirect_chain == [(f"{page(association, whole)}?part={part.number}", 302)]
    assert answer.status_code == 200
    assert answer.context["part"] == part.number
    assert not Support.objects.exists()


def test_mark_on_a_demand_without_a_page_is_withdrawn_and_leads_to_the_list(member, association):
    demand = merges.public_demand()
    member.post(page(association, demand, "support/"), {})
    published.withdraw("demand", demand.key)

    answer = member.post(page(association, demand, "withdraw/"), follow=True)

    assert answer.status_code == 200
    assert answer.context["gone"] == demand.number
    assert not Support.objects.exists()


def test_mark_that_cannot_be_withdrawn_now_is_refused_in_words_and_stays(member, association, monkeypatch):
    demand = factories.answered_demand()
    member.post(page(association, demand, "support/"), {"shows_name": "on"})

    def changed_meanwhile(*given, **named):
        raise EditedMeanwhile("تغيرت الصفحة أثناء القراءة.")

    monkeypatch.setattr(support, "_take_away", changed_meanwhile)
    refused = member.post(page(association, demand, "withdraw/"))

    assert (refused.status_code, refused.context["refusal"]) == (409, "تغيرت الصفحة أثناء القراءة.")
    assert Support.objects.get().shows_name


@pytest.mark.slow
def test_page_of_a_merged_demand_leads_to_where_it_went_and_tells_nothing_of_one_that_was_never_public(
    member, association
):
    part, whole, hidden = merges.public_demand(), merges.public_demand(), factories.demand()
    merges.merged(part, whole)
    Demand.objects.filter(pk=hidden.pk).update(merged_into=whole, promise_on=None)

    assert member.get(page(association, part)).url == f"{page(association, whole)}?part={part.number}"
    assert member.get(page(association, hidden)).status_code == 404


def test_support_of_an_own_demand_is_refused_in_words(member, association, demand):
    refused = member.post(page(association, demand, "support/"))

    assert refused.status_code == 409
    assert refused.context["refusal"]


@pytest.mark.slow
@pytest.mark.parametrize("how_many", [1, 3])
def test_list_of_demands_costs_the_same_for_more_rows(member, association, how_many):
    for _each in range(how_many):
        factories.answered_demand(association)

    assert queries(member, f"/members/associations/{association.pk}/demands/") == 9


def test_list_says_which_answers_wait_for_a_verdict(member, association, demand):
    factories.mention(factories.demand(title=factories.text("غير منشور")), association)
    rows = member.get(f"/members/associations/{association.pk}/demands/").context["rows"]
    assert [(row["body"].number, row["is_asked"]) for row in rows] == [(demand.number, True)]
    assert len(member.get("/members/").context["awaiting"]) == 1

    factories.publish_verdict(factories.verdict(demand, association))

    rows = member.get(f"/members/associations/{association.pk}/demands/").context["rows"]
    assert [row["is_asked"] for row in rows] == [False]
    assert member.get("/members/").context["awaiting"] == []


def test_letter_is_sent_and_the_answer_of_the_cell_is_read(member, association, demand):
    form = page(association, demand, "letter/")
    empty = member.post(form, {"text": ""})
    assert empty.status_code == 400
    assert member.post(form, {"text": "نود لقاء."}).url == page(association, demand)

    head = signed_in(factories.staff("head"))
    office = f"/staff/demands/{demand.pk}/"
    assert f"{office}#letters" in head.get("/staff/").content.decode()
    refused = head.post(f"{office}letter/", {"association": association.pk, "text": ""})
    assert refused.status_code == 400
    assert head.post(f"{office}letter/", {"association": association.pk, "text": "مرحبا بكم."}).status_code == 302

    shown = member.get(page(association, demand)).content.decode()
    assert "نود لقاء." in shown
    assert "مرحبا بكم." in shown
    assert "نود لقاء." not in Client().get(f"/ar/demands/{demand.key}/").content.decode()


def test_letter_of_another_association_is_not_shown(member, association, demand):
    other = factories.verified_association()
    factories.mention(demand, other)
    signed_in(factories.representative(other)).post(page(other, demand, "letter/"), {"text": "رسالة أخرى"})

    assert "رسالة أخرى" not in member.get(page(association, demand)).content.decode()


def test_finding_in_the_sentence_of_a_verdict_is_answered_before_it_is_sent(member, association, demand):
    url, words = page(association, demand, "verdict/"), {"word": "not_solved", "sentence": "اتصلوا بالرقم 0612345678"}

    asked = member.post(url, words)
    [found] = asked.context["found"]
    kept = member.post(url, words | {found.name: "رقم عمومي"})

    assert (asked.status_code, kept.status_code) == (409, 302)
    assert "0612345678" in asked.content.decode()
