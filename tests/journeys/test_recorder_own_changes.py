"""The recorder's own changes never conflict with each other; an unseen change of a colleague always does."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Intervention, Meeting, Point, Turn
from consultations.record import contributions, points
from tests import factories
from tests.journeys.room import PATIENCE, all_sent, said, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


def correct(page: Page) -> None:
    page.locator("[data-contributions] [data-edit]").first.click()


def save(page: Page, text: str) -> None:
    page.locator("[data-text]").fill(text)
    page.locator("[data-text]").press("Enter")


def opened_before_the_answer(meeting: Meeting, page: Page) -> None:
    """A correction that was opened while an earlier one of the same text waited, and that one has been answered since."""
    write(page, "الأول")
    all_sent(page)
    page.context.set_offline(True)
    correct(page)
    save(page, "الثاني")
    expect(page.locator("[data-contributions]")).to_contain_text("الثاني")
    correct(page)
    expect(page.locator("[data-text]")).to_have_value("الثاني")
    page.context.set_offline(False)
    all_sent(page)
    assert said(meeting) == ["الثاني"]


def test_correction_opened_before_the_earlier_one_was_answered_is_no_conflict(recording: Any) -> None:
    meeting, _user, page = recording
    opened_before_the_answer(meeting, page)

    save(page, "الثالث")
    all_sent(page)

    expect(page.locator("[data-conflicts]")).to_be_hidden()
    assert said(meeting) == ["الثالث"]


def test_colleague_who_changes_the_text_after_that_answer_is_not_overwritten(recording: Any) -> None:
    meeting, _user, page = recording
    opened_before_the_answer(meeting, page)
    row = Intervention.objects.get(meeting=meeting)
    contributions.edit_contribution(
        row, by=factories.staff("recorder"), version=row.version, text=factories.text("كلام الزميل")
    )
    expect(page.locator("[data-contributions]")).to_contain_text("كلام الزميل", timeout=PATIENCE)

    save(page, "الثالث")

    expect(page.locator("[data-conflicts-list] > li")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator("[data-conflicts-list]")).to_contain_text("الثالث")
    assert said(meeting) == ["كلام الزميل"]


def test_colleague_who_changes_a_point_while_it_is_open_is_not_overwritten(recording: Any) -> None:
    meeting, _user, page = recording
    page.locator("[data-text]").fill("الطريق مظلم")
    page.locator("[data-text]").press("Alt+a")
    page.keyboard.press("Enter")
    page.locator("[data-text]").press("Enter")
    expect(page.locator("[data-points] [data-point]")).to_have_count(1)
    all_sent(page)
    page.locator("[data-points] [data-point]").first.click()
    title = page.locator("[data-marking] [name=title]")
    expect(title).to_have_value("الطريق مظلم")
    point = Point.objects.get(meeting=meeting)
    colleague = {"by": factories.staff("recorder"), "version": point.version, "title": factories.text("كلام الزميل")}
    points.edit_point(point, interventions=point.interventions.all(), themes=[], areas=[], **colleague)
    expect(page.locator("[data-points]")).to_contain_text("كلام الزميل", timeout=PATIENCE)

    title.fill("كلامي")
    title.press("Enter")

    expect(page.locator("[data-conflicts-list] > li")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator("[data-conflicts-list]")).to_contain_text("كلامي")
    assert str(Point.objects.get(meeting=meeting).title) == "كلام الزميل"


@pytest.mark.parametrize("steps", [("next-speaker", "turn-do=away"), ("turn-do=away", "next-speaker")])
def test_second_step_of_a_turn_before_the_page_shows_the_first_is_not_sent(
    recording: Any, steps: tuple[str, str]
) -> None:
    meeting, _user, page = recording
    page.locator("[data-ask]").fill("المقعد 1")
    page.locator("[data-ask]").press("Enter")
    expect(page.locator("[data-queue] > li")).to_have_count(1)
    all_sent(page)

    page.evaluate("steps => steps.forEach((step) => document.querySelector(`[data-${step}]`).click())", list(steps))
    expect(page.locator("[data-queue] [data-turn-do]")).to_have_count(0)
    all_sent(page)

    expect(page.locator("[data-conflicts]")).to_be_hidden()
    turn = Turn.objects.get(meeting=meeting)
    assert (turn.started_at is not None, turn.stood_down_at is not None) == (
        steps[0] == "next-speaker",
        steps[0] != "next-speaker",
    )


def test_page_never_says_all_sent_while_the_device_writes(recording: Any) -> None:
    _meeting, _user, page = recording
    all_sent(page)
    page.locator("[data-text]").fill("قول")

    look = page.evaluate(
        "() => { document.querySelector('[data-editor]').requestSubmit(); return document.querySelector('[data-net]').dataset.look; }"
    )

    assert look == "waiting"
    all_sent(page)
