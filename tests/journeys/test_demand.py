"""A demand from the second time it is asked to its reopening, a merge and its undoing, and an officer of another unit who may only read."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import pytest
from django.core import mail
from django.forms.models import model_to_dict
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import HeldFunction, Refusal, User
from consultations.planning import meetings
from partners.models import Association
from proposals.demands import commitments, follow_up, merging
from proposals.models import Demand, FollowUp, LedgerChange, Mention
from tests import factories
from tests.browser import DESKTOP, PHONE, axe
from tests.databases import world
from tests.followers.playing import links
from tests.journeys.office import fill
from tests.proposals.demands import merges

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
ASKED, ANSWER = "إنارة الطريق إلى الإعدادية", "لا تتوفر المصلحة على الوسائل هذه السنة."
SENTENCE, WHY = "نوضح سبب تعذر الاستجابة.", "ما زال الطريق مظلما في المساء."
MERGED, UNDONE = "المطلبان واحد.", "المطلبان مختلفان."
# The answer to a form that the page does not have.
SEND = """async ([path, values]) => {
    const csrfmiddlewaretoken = document.querySelector('[name=csrfmiddlewaretoken]').value;
    const body = new URLSearchParams({csrfmiddlewaretoken, ...values});
    return (await fetch(path, {method: 'POST', body, redirect: 'manual'})).status }"""


class Asked(NamedTuple):
    """``demand``: raised in two meetings by the association of ``member``; ``other``: another public demand."""

    demand: Demand
    other: Demand
    member: User
    people: dict[str, User]


@world
def asked_twice() -> Asked:
    people = {function: factories.staff(function) for function in ("recorder", "editor", "moderator", "head")}
    people |= {key: liaison(key) for key in ("meknes_district_2", "meknes_zone_1")}
    association = factories.verified_association(name=factories.text("جمعية جسور الحي"))
    member = factories.representative(association)
    demand = raised(people, association, dt.date(2018, 10, 17), None)
    raised(people, association, dt.date(2019, 4, 10), demand)
    other = merges.public_demand("مطلب قريب منه")
    Mention.objects.filter(demand=other).update(source_title=factories.text("لقاء آخر"))
    return Asked(demand, other, member, people)


def liaison(unit: str) -> User:
    officer = factories.staff()
    HeldFunction.objects.create(user=officer, function="liaison", unit=factories.unit(unit), since=dt.date(2018, 1, 1))
    return officer


def raised(people: dict[str, User], association: Association, day: dt.date, demand: Demand | None) -> Demand:
    """In a meeting of that day, whose report is published."""
    meeting = factories.meeting(people["recorder"], held_on=day, title=factories.text(f"لقاء {day.year}"))
    meetings.move(meeting, by=people["recorder"], move="open")
    speaker = factories.present(meeting, side="civil_society", association=association, shows_association=True)
    said = [factories.contribution(meeting, speaker=speaker)]
    point = factories.demand_point(meeting, of=demand, title=factories.text(ASKED), interventions=said)
    closed = meetings.move(meeting, by=people["recorder"], move="close")
    factories.published_report(by=people["editor"], head=people["head"], at=closed)
    assert point.demand is not None
    return point.demand


def verdict_link(message: Any) -> str:
    return next(link for link in links(message) if link.endswith("/verdict/"))


def press(page: Page, name: str, pk: int) -> None:
    with page.expect_navigation():
        page.locator(f"form[action='{reverse(f'staff:{name}', args=[pk])}'] button:not([type=button])").first.click()


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("#page-form .decide button, main form .decide button").first.click()


def assign(page: Page, demand: Demand, officer: User) -> list[str]:
    """Gives what axe finds."""
    page.locator(f"[name=demand][value='{demand.pk}']").check()
    page.locator("[name=unit]").select_option(str(factories.unit().pk))
    page.locator("[name=person]").select_option(str(officer.pk))
    found = axe(page)
    with page.expect_navigation():
        page.locator(".bulk button").click()
    return found


def answer(page: Page, demand: Demand) -> None:
    """Not possible, with the reason; sent to a second person."""
    page.get_by_role("link", name=ASKED).click()
    press(page, "follow_up_begin", demand.pk)
    page.locator("[name=move][value=decline]").check()
    page.locator("[name=reason]").select_option("means")
    fill(page, sentence_ar=SENTENCE, answer_ar=ANSWER)
    save(page)
    press(page, "follow_up_send", FollowUp.objects.get(demand=demand, state="drafting").pk)


def approve(page: Page, demand: Demand) -> list[str]:
    """Gives what axe finds."""
    draft = FollowUp.objects.get(demand=demand, state="in_review")
    page.goto(reverse("staff:follow_up_read", args=[draft.pk]))
    found = axe(page)
    for every_language in page.locator("[name=has_read_all]").all():
        every_language.check()
    press(page, "follow_up_approve", draft.pk)
    return found


def judge(page: Page) -> list[str]:
    """As the link in the mail leads there. Gives what axe finds."""
    page.locator("[name=word][value=not_solved]").check()
    page.locator("[name=sentence]").fill(WHY)
    page.locator("[name=shows_name]").check()
    page.locator("[name=asks_reopening]").check()
    found = axe(page)
    save(page)
    return found


def reopen(page: Page, demand: Demand) -> None:
    page.goto(reverse("staff:demand", args=[demand.pk]))
    press(page, "demand_reopen", demand.pk)
    save(page)
    press(page, "follow_up_send", FollowUp.objects.get(demand=demand, state="drafting").pk)


def test_demand_is_assigned_answered_judged_and_reopened_in_public(visit: Any, work: Any, asked_twice: Asked) -> None:
    demand, _other, member, people = asked_twice
    moderator = visit("/staff/demands/?view=open", user=people["moderator"], device=DESKTOP)
    found = assign(moderator, demand, people["meknes_district_2"])
    answer(visit("/staff/demands/?view=mine", user=people["meknes_district_2"]), demand)
    head = visit("/staff/demands/?view=approval", user=people["head"])
    expect(head.locator("main")).to_contain_text(ASKED)
    work()  # mails of both reports
    mail.outbox.clear()
    found += approve(head, demand)
    work()

    (told,) = (each for each in mail.outbox if each.to == [member.email])
    found += judge(visit(verdict_link(told), user=member, device=PHONE))
    moderator.goto("/staff/verdicts/")
    moderator.locator("main a[href^='/staff/verdicts/']").first.click()
    expect(moderator.locator("main")).to_contain_text(WHY)
    found += axe(moderator)
    press(moderator, "verdict_publish", demand.answers.get().verdicts.get().pk)
    reopen(moderator, demand)
    approve(head, demand)

    phone = visit(f"/ar/demands/{demand.key}/", device=PHONE)
    page = phone.locator("main")
    for words in ("لقاء 2018", "لقاء 2019", ANSWER, SENTENCE, WHY, "جمعية جسور الحي", "أُعيد فتح المطلب"):
        expect(page).to_contain_text(words)
    assert people["meknes_district_2"].email not in phone.content()
    assert Demand.objects.get(pk=demand.pk).state == "reopened"
    found += axe(phone)
    assert found == []


def drafted(page: Page, sentence: str) -> LedgerChange:
    """The form on the page, filled in and sent to a second person."""
    fill(page, sentence_ar=sentence)
    save(page)
    change = LedgerChange.objects.get(state="drafting")
    press(page, "ledger_change_send", change.pk)
    return change


def done(page: Page, change: LedgerChange) -> list[str]:
    page.goto(reverse("staff:ledger_change", args=[change.pk]))
    found = axe(page)
    press(page, "ledger_change_approve", change.pk)
    return found


def test_merge_is_shown_in_public_and_undone(visit: Any, asked_twice: Asked) -> None:
    whole, part, _member, people = asked_twice
    ledgers = [merges.held(demand) for demand in (part, whole)]
    editor = visit(reverse("staff:demand_merge", args=[part.pk]), user=people["editor"], device=DESKTOP)
    editor.locator("[name=number]").fill(str(whole.number))
    merge = drafted(editor, MERGED)
    head = visit("/staff/", user=people["head"])
    found = done(head, merge)

    phone = visit(f"/ar/demands/{part.key}/", device=PHONE)
    expect(phone).to_have_url(f"{phone.url.partition('/ar/')[0]}/ar/demands/{whole.key}/")
    expect(phone.locator("[aria-labelledby=relations]")).to_contain_text("مطلب قريب منه")
    expect(phone.locator("[aria-labelledby=steps]")).to_contain_text(MERGED)
    found += axe(phone)
    assert Mention.objects.filter(demand=whole).count() == 3

    editor.goto(reverse("staff:demand", args=[whole.pk]))
    editor.locator(f"a[href='{reverse('staff:ledger_change_undo', args=[merge.pk])}']").click()
    done(head, drafted(editor, UNDONE))

    phone.goto(f"/ar/demands/{part.key}/")
    expect(phone.locator("h1")).to_have_text("مطلب قريب منه")
    expect(phone.locator("[aria-labelledby=relations]")).to_contain_text(ASKED)
    found += axe(phone)
    assert [merges.held(demand) for demand in (part, whole)] == ledgers
    assert found == []


def rows() -> list[Any]:
    """What an officer could change."""
    drafts = [model_to_dict(row) for model in (FollowUp, LedgerChange) for row in model.objects.order_by("pk")]
    return [*drafts, *Demand.objects.order_by("pk").values_list("state", "version", "owner_unit", "owner_person")]


def refused(page: Page, demand: Demand, draft: FollowUp, change: LedgerChange) -> list[str]:
    """The steps with the demand and its drafts that were not refused."""
    of = {
        demand.pk: ("follow_up_begin", "demand_reopen", "demand_letter", "demand_merge", "demand_split", "demand_edit",
                    "supporters_publish"),
        draft.pk: ("follow_up", "follow_up_send", "follow_up_take_back", "follow_up_discard", "follow_up_return",
                   "follow_up_approve", "commitment_new"),
        change.pk: ("ledger_change_edit", "ledger_change_send", "ledger_change_take_back", "ledger_change_discard",
                    "ledger_change_return", "ledger_change_approve"),
    }  # fmt: skip
    steps = [(name, reverse(f"staff:{name}", args=[pk])) for pk, names in of.items() for name in names]
    commitment = draft.commitments.get().pk
    steps += [(name, reverse(f"staff:{name}", args=[commitment])) for name in ("commitment_edit", "commitment_remove")]
    steps.append(("demands_assign", reverse("staff:demands_assign")))
    values = {"demand": demand.pk, "unit": factories.unit("meknes_zone_1").pk, "sentence": "نعم", "sentence_ar": "نعم",
              "text": "نعم", "version": draft.version, "number": demand.number, "seen": "x"}  # fmt: skip
    return [name for name, path in steps if page.evaluate(SEND, [path, values]) not in {403, 404}]


def test_officer_of_another_unit_reads_and_is_refused(visit: Any, asked_twice: Asked) -> None:
    demand, other, _member, people = asked_twice
    Demand.objects.filter(pk__in=[demand.pk, other.pk]).update(owner_unit=factories.unit())
    draft = factories.follow_up(demand, by=people["editor"], internal_note="ملاحظة داخلية")
    commitments.add(draft, by=people["editor"], **factories.commitment_facts())
    second = factories.demand(owner_unit=factories.unit())
    change = merging.merge(second, by=people["editor"], whole=other, sentence=factories.text(MERGED))
    before = rows()

    page = visit(reverse("staff:demand", args=[demand.pk]), user=people["meknes_zone_1"])
    own = [reverse("staff:demand_note", args=[demand.pk])]
    for path in (
        page.url,
        reverse("staff:follow_up_read", args=[draft.pk]),
        reverse("staff:ledger_change", args=[change.pk]),
    ):
        page.goto(path)
        forms = page.locator("main form[method=post]").evaluate_all(
            "all => all.map(each => each.getAttribute('action'))"
        )
        assert set(forms) <= set(own), path
        expect(page.locator("h1")).to_be_visible()

    page.goto(reverse("staff:demand", args=[demand.pk]))
    let_through = refused(page, demand, draft, change)
    page.wait_for_timeout(100)
    visit.faults.clear()  # each refused request is a line in the console
    assert let_through == []
    assert rows() == before
    assert Refusal.objects.filter(user=people["meknes_zone_1"]).exists()
    follow_up.begin(demand, by=people["meknes_district_2"])
