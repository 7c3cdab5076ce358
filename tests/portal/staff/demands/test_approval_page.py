"""What a second person reads and says before a follow-up becomes public."""

from __future__ import annotations

import datetime as dt
import html
from typing import Any

import pytest
from django.test import Client

from core.text.texts import Texts
from followers.models import Follower, Kind
from proposals.demands import ledger, support
from proposals.models import FollowUp, Mention
from publications import reader
from tests import factories
from tests.portal.staff.demands.test_follow_up import approved, begun, saved
from tests.portal.staff.desk import signed_in
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(editor: Any) -> Client:
    return signed_in(editor)


@pytest.mark.slow
def test_approval_shows_what_is_public_now_beside_what_will_be(desk: Client, head: Any) -> None:
    page = begun(desk, factories.demand())
    saved(desk, page)
    desk.post(f"{page}send/")
    approved(signed_in(head), page)
    again = begun(desk, FollowUp.objects.get().demand)
    saved(desk, again, move="reopen", body="", sentence_ar="أعيد فتح المطلب.", answer_ar="")

    found = desk.get(f"{again}read/").context["fields"]

    state = next(field for field in found.changed if field.now and field.then)
    assert ([piece.change for piece in state.now], [piece.change for piece in state.then]) == (["removed"], ["added"])
    sentence = next(field for field in found.changed if "أعيد فتح المطلب." in [piece.words for piece in field.then])
    assert sentence.now == []


@pytest.mark.slow
def test_fields_that_stay_are_folded_away_and_counted(desk: Client, head: Any) -> None:
    page = begun(desk, factories.demand(title=factories.text("مطلب بعنوان لا يتغير")))
    saved(desk, page)
    desk.post(f"{page}send/")
    approved(signed_in(head), page)
    again = begun(desk, FollowUp.objects.get().demand)
    saved(desk, again, move="reopen", body="", sentence_ar="أعيد فتح المطلب.", answer_ar="")

    answer = signed_in(factories.staff("editor", language="en")).get(f"{again}read/")
    shown, _fold, folded = html.unescape(answer.content.decode()).partition('<details class="unchanged">')

    same = answer.context["fields"].same
    assert f"{len(same)} fields unchanged" in folded
    assert "أعيد فتح المطلب." in shown
    assert folded.partition("</details>")[0].count("<dt>") == len(same)
    assert "مطلب بعنوان لا يتغير" in folded.partition("</details>")[0]


@pytest.mark.slow
def test_approval_of_two_languages_asks_whether_both_were_read(desk: Client, head: Any) -> None:
    page = begun(desk, factories.demand())
    saved(desk, page, sentence_fr="La demande est transmise.")
    desk.post(f"{page}send/")
    reviewer, step = signed_in(head), f"{page}approve/"
    read = fields(reviewer.get(f"{page}read/"), step)

    refused = reviewer.post(step, read)
    assert (refused.status_code, FollowUp.objects.get().state) == (400, "in_review")

    assert reviewer.post(step, read | {"has_read_all": "on"}).status_code == 302
    assert FollowUp.objects.get().state == "published"


@pytest.mark.slow
def test_approval_of_one_language_asks_nothing_more(desk: Client, head: Any) -> None:
    page = begun(desk, factories.demand())
    saved(desk, page)
    desk.post(f"{page}send/")

    assert "has_read_all" not in signed_in(head).get(f"{page}read/").context["approve_form"].fields


def test_approval_names_the_associations_of_the_ledger_and_who_is_not_to_be_named(desk: Client, head: Any) -> None:
    demand = factories.demand()
    named, hidden = factories.association(name=factories.text("جمعية أولى")), factories.association()
    about = {"demand": demand, "said_on": demand.registered_on, "source_kind": "concern"}
    for number, (association, shows) in enumerate([(named, True), (hidden, False), (named, True)]):
        Mention.objects.create(association=association, shows_name=shows, source_key=f"{number}", **about)
    page = begun(desk, demand)
    saved(desk, page)

    asking = desk.get(f"{page}read/").context["asking"]

    assert (asking.names, asking.count.number) == ([(named.name, True), (hidden.name, False)], 2)


@pytest.mark.slow
def test_urgent_correction_of_a_wording_goes_through_the_same_door(desk: Client, editor: Any, head: Any) -> None:
    """Whoever corrects the wording is an author of the next edition, also when somebody else writes the sentence about it."""
    demand = factories.demand()
    wording = {"title": factories.text("عبارة مصححة"), "details": Texts(), "themes": [factories.theme()], "areas": []}
    ledger.reword(demand, by=head, version=demand.version, owner_unit=None, **wording)
    page = begun(desk, demand)
    saved(desk, page, move="", body="", sentence_ar="صُححت العبارة.", answer_ar="")
    desk.post(f"{page}send/")

    assert signed_in(head).get(f"{page}read/").context["approve_form"] is None
    assert approved(signed_in(factories.staff("head")), page).status_code == 302
    public = reader.live("demand", demand.key)
    assert (public.body.title.ar, public.body.steps[-1].sentence.ar) == ("عبارة مصححة", "صُححت العبارة.")


@pytest.mark.parametrize("followers", [4, 5, 9, 10])
def test_approval_shows_how_many_ask_the_same_and_follow_in_steps_of_five(desk: Client, followers: int) -> None:
    demand = factories.demand()
    page = begun(desk, demand)
    association = factories.verified_association()
    support.add(demand, association=association, by=factories.representative(association))
    for number in range(followers):
        _follow(number, Kind.DEMAND, demand.key)
        _follow(100 + number, Kind.THEME, "road")
    _follow(1000, Kind.DEMAND, "999")

    found = desk.get(f"{page}read/")

    assert (found.context["asking"].supporters.number, found.context["asking"].followers) == (1, followers // 5 * 5)


def _follow(number: int, kind: str, key: str) -> None:
    follower = Follower.objects.create(
        mark=str(number), locked_address="", language="ar", period="daily", nonce="", token_hash=str(number),
        told_until=0, next_on=dt.date(2026, 1, 1),
    )  # fmt: skip
    follower.follows.create(kind=kind, key=key, after=0)
