"""Registering a demand outside a meeting, and from an accepted concern."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.demands import follow_up, registration
from proposals.models import Concern, Demand
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
TITLE = "إنارة الممر المؤدي إلى الإعدادية"


@pytest.fixture
def desk() -> Client:
    return signed_in(factories.staff("moderator"))


def typed(title: str = TITLE) -> dict[str, Any]:
    return {"title_ar": title, "themes": [factories.theme().pk]}


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_new_demand_without_a_near_one_is_registered_at_once(desk: Client) -> None:
    answer = desk.post(reverse("staff:demand_new"), typed())

    demand = Demand.objects.get()
    assert answer.url == reverse("staff:demand", args=[demand.pk])
    assert demand.is_registered_outside


def test_near_demand_is_offered_before_the_new_one_is_made(desk: Client) -> None:
    before = factories.demand(title=factories.text(TITLE))

    answer = desk.post(reverse("staff:demand_new"), typed())

    assert [each.demand for each in answer.context["near"]] == [before]
    assert (
        f'{before.number}. <mark class="same">إنارة الممر المؤدي</mark> إلى <mark class="same">الإعدادية</mark>'
        in words(answer)
    )
    assert Demand.objects.count() == 1
    assert answer.context["form"]["is_new"].value() == "on"
    desk.post(reverse("staff:demand_new"), typed() | {"is_new": "on"})
    assert Demand.objects.count() == 2


def test_near_demands_are_listed_while_the_form_is_typed_whatever_else_is_missing(desk: Client) -> None:
    before = factories.demand(title=factories.text(TITLE))

    found = desk.post(reverse("staff:demand_near"), {"title_fr": "Éclairer le chemin du collège"})

    assert [each.demand for each in found.context["near"]] == [before]
    assert '<mark class="same">إنارة' in words(found)
    assert words(desk.post(reverse("staff:demand_near"), {"themes": ["x"]})) == '<ol class="offers"> </ol>'
    assert Demand.objects.count() == 1


def test_near_demands_are_listed_only_for_who_may_register_one() -> None:
    factories.demand(title=factories.text(TITLE))

    refused = signed_in(factories.staff("recorder")).post(reverse("staff:demand_near"), typed())

    assert refused.status_code == 403
    assert TITLE not in words(refused)


def test_accepted_concern_offers_the_nearest_demand_and_enters_its_ledger(desk: Client) -> None:
    near = factories.demand(title=factories.text(TITLE))
    concern = factories.accepted_concern(title=TITLE)
    page = reverse("staff:concern", args=[concern.pk])
    assert [each.demand for each in desk.get(page).context["near"]] == [near]

    desk.post(reverse("staff:concern_mention", args=[concern.pk]), {"number": near.number})

    answer = desk.get(page)
    assert [mention.demand for mention in answer.context["led_to"]] == [near]
    assert answer.context["near"] == []
    assert f'href="{page}"' in words(desk.get(reverse("staff:demand", args=[near.pk])))


def test_concern_that_waits_for_the_moderator_shows_the_nearest_demand_and_no_way_into_its_ledger(desk: Client) -> None:
    near = factories.demand(title=factories.text(TITLE))
    concern = factories.concern(title="Il manque de l’éclairage sur le passage du collège")

    answer = desk.get(reverse("staff:concern", args=[concern.pk]))

    assert [each.demand for each in answer.context["near"]] == [near]
    assert '<mark class="same">إنارة الممر</mark>' in words(answer)
    assert reverse("staff:concern_mention", args=[concern.pk]) not in words(answer)


def test_nothing_is_offered_by_the_words_of_a_confidential_concern_that_is_opened(desk: Client) -> None:
    factories.demand(title=factories.text(TITLE))
    confided, readable = (factories.concern(use=use, title=TITLE) for use in ("cell_only", "public_named"))

    with CaptureQueriesContext(connection) as captured:
        opened = desk.post(reverse("staff:concern_open", args=[confided.pk]))

    assert TITLE in words(opened)
    assert opened.context["near"] == []
    assert "proposals_demandkey" not in " ".join(each["sql"] for each in captured)
    assert desk.get(reverse("staff:concern", args=[readable.pk])).context["near"]


def test_markup_in_the_words_of_a_demand_is_shown_as_text(desk: Client) -> None:
    factories.demand(
        title=factories.text("إنارة <script>alert(1)</script>"), details=factories.text("<b>الإعدادية</b>")
    )

    shown = words(desk.post(reverse("staff:demand_new"), typed()))

    assert '<mark class="same">إنارة</mark> &lt;script&gt;' in shown
    assert '&lt;b&gt;<mark class="same">الإعدادية</mark>&lt;/b&gt;' in shown
    assert "<script>alert" not in shown


def test_mention_of_an_unknown_number_is_refused_at_its_field(desk: Client) -> None:
    concern = factories.accepted_concern()

    answer = desk.post(reverse("staff:concern_mention", args=[concern.pk]), {"number": 77})

    assert "number" in answer.context["mention_form"].errors
    assert not registration.led_to(concern).exists()


def test_new_demand_of_a_concern_begins_with_its_words_and_mentions_it(desk: Client) -> None:
    concern = factories.accepted_concern(title=TITLE)
    page = reverse("staff:concern_demand", args=[concern.pk])
    form = desk.get(page).context["form"]
    assert form["title"].value().ar == TITLE

    desk.post(page, fields(desk.get(page)))

    assert Demand.objects.get().mentions.get().source_key == concern.reference


def test_words_of_a_confidential_concern_are_not_brought_into_the_form(desk: Client) -> None:
    confided, readable = (factories.accepted_concern(use=use, title=TITLE) for use in ("cell_only", "public_named"))

    pages = [words(desk.get(reverse("staff:concern_demand", args=[each.pk]))) for each in (confided, readable)]

    assert [TITLE in page for page in pages] == [False, True]


def test_ledger_tells_whoever_may_not_read_concerns_no_association_of_a_confidential_one(desk: Client) -> None:
    association = factories.association(name=factories.text("جمعية سرية الاسم"))
    demand = factories.demand()
    for use in (Concern.Use.CELL_ONLY, Concern.Use.PUBLIC_UNNAMED):
        concern = factories.accepted_concern(of=association, use=use)
        moderator = factories.staff("moderator")
        page = reverse("staff:demand", args=[demand.pk])
        registration.mention(concern, by=moderator, demand=demand)
        shown = words(signed_in(factories.staff("recorder")).get(page))
        assert ("جمعية سرية الاسم" in shown) == (use != Concern.Use.CELL_ONLY)
        assert reverse("staff:concern", args=[concern.pk]) not in shown


def test_association_reads_on_its_page_to_which_public_demand_its_concern_led() -> None:
    concern = factories.accepted_concern()
    demand = registration.register(
        by=factories.staff("moderator"), title=factories.text(TITLE), themes=[factories.theme()], concern=concern
    )
    member = signed_in(concern.submitted_by)
    page = reverse("members:concern", args=[concern.reference])
    assert member.get(page).context["led_to"] == []

    draft = factories.follow_up(demand, by=factories.staff("editor"))
    factories.approve_follow_up(follow_up.send(draft, by=factories.staff("editor")), by=factories.staff("head"))

    assert [each.key for each in member.get(page).context["led_to"]] == [demand.key]
    assert TITLE in words(member.get(page))


def test_findings_are_shown_on_the_words_before_the_demand_is_registered_and_other_words_are_shown_again(
    desk: Client,
) -> None:
    sent = typed("إنارة الشارع: الاتصال على 0612345678")

    shown = desk.post(reverse("staff:demand_new"), sent)
    assert [each.words for each in shown.context["form_findings"]] == ["0612345678"]
    assert not Demand.objects.exists()

    seen = {"findings_seen": shown.context["findings_seen"]}
    assert (
        desk.post(reverse("staff:demand_new"), sent | seen | {"title_ar": "إنارة الشارع: 0687654321"}).status_code
        == 200
    )
    assert not Demand.objects.exists()
    assert desk.post(reverse("staff:demand_new"), sent | seen).status_code == 302
    assert Demand.objects.count() == 1


def test_findings_are_shown_before_a_demand_is_reworded() -> None:
    demand, desk = factories.demand(), signed_in(factories.staff("editor"))
    page = reverse("staff:demand_edit", args=[demand.pk])
    sent = typed("يُتصل بالرقم 0612345678") | {"version": demand.version}

    shown = desk.post(page, sent)
    assert len(shown.context["form_findings"]) == 1
    assert desk.post(page, sent | {"findings_seen": shown.context["findings_seen"]}).status_code == 302
