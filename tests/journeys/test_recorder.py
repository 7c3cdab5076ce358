"""Recording a session by keyboard only, with a second screen, and on a phone by touch."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from consultations.models import AxisRun, Intervention, Point
from consultations.planning import meetings
from consultations.record.attendance import REPRESENTATIVE
from consultations.recorder import speaker_queue
from tests import factories
from tests.browser import DESKTOP, PHONE, axe, sign_in
from tests.journeys.room import all_sent, forgive, record, said, says, session, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
# How often the list of what was said is touched while fifty letters are typed, polls and clocks going on beside it.
TOUCHED = """async () => {
  const field = document.querySelector("[data-text]");
  let touched = 0;
  const watching = new MutationObserver((changes) => { touched += changes.length; });
  watching.observe(document.querySelector("[data-contributions]"), {subtree: true, childList: true, attributes: true, characterData: true});
  for (let letter = 0; letter < 50; letter += 1) {
    field.value += "م";
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    await new Promise((done) => { setTimeout(done, 20); });
  }
  watching.disconnect();
  field.value = "";
  return touched;
}"""

# Where the words begin, not the box that holds them.
WRITTEN_FROM = """selector => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector));
  return range.getBoundingClientRect().left;
}"""


def test_recorder_writes_down_a_session_by_keyboard(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)

    page.keyboard.press("Alt+1")
    write(page, "نرحب بالجميع في هذا اللقاء.")
    page.keyboard.press("Alt+f")
    page.locator("[data-text]").press("Alt+v")
    page.keyboard.type("النخيل")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+2")
    write(page, "الطريق إلى الإعدادية مظلم، ونطلب إصلاح الإنارة.")
    all_sent(page)

    rows = list(Intervention.objects.filter(meeting=meeting).order_by("position"))
    assert [row.kind for row in rows] == ["opening", "contribution"]
    assert rows[1].speaker is not None
    assert rows[1].axis == meeting.axes.first()
    assert axe(page) == []


def test_recorder_says_whether_the_session_runs(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)
    expect(page.locator("[data-when]")).to_contain_text("الجلسة جارية")
    expect(page.locator("[data-leave]")).to_have_text("اختتام الجلسة")

    meetings.move(meeting, by=user, move="close")

    expect(page.locator("[data-when]")).not_to_contain_text("الجلسة جارية")
    expect(page.locator("[data-leave]")).to_have_text("صفحة اللقاء")
    # What was forgotten can still be noted until the report is in review.
    write(page, "نُسيت هذه المداخلة.")
    all_sent(page)
    assert Intervention.objects.filter(meeting=meeting).exists()


def test_way_out_holds_back_words_that_are_not_noted_yet(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user, PHONE)
    page.locator("[data-text]").fill("الممر دون إشارة.")

    page.locator("[data-leave]").click()

    expect(page.locator("[data-notice]")).to_have_text("في الخانة نص لم يُحفظ: المرجو حفظه أولا.")
    expect(page.locator("[data-text]")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-text]")).to_have_value("")
    all_sent(page)
    assert Intervention.objects.get(meeting=meeting).text.ar == "الممر دون إشارة."
    page.locator("[data-leave]").click()
    expect(page).to_have_url(re.compile(rf"/staff/meetings/{meeting.pk}/$"))


def test_recorder_shows_the_hour_of_the_office_on_a_device_set_to_another_zone(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user, {**DESKTOP, "timezone_id": "Asia/Tokyo"})

    write(page, "نرحب بالجميع.")
    all_sent(page)

    said_at = Intervention.objects.get(meeting=meeting).said_at
    assert said_at is not None
    expect(page.locator(".saved").first).to_contain_text(f"{timezone.localtime(said_at):%H:%M}")


def test_somebody_unregistered_is_found_by_association_and_hours_are_those_of_the_room(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    walk_in = {"side": "civil_society", "function": REPRESENTATIVE, "is_walk_in": True}
    factories.present(meeting, **walk_in, name="جمعية النور")
    spoke = factories.present(meeting, **walk_in, name="ودادية الآفاق")
    page = record(visit, meeting, user, {**DESKTOP, "timezone_id": "America/New_York"})

    page.locator("[data-text]").press("Alt+v")
    page.keyboard.type("الافاق")
    expect(page.locator("#speaker-list [role=option]").first).to_contain_text("ودادية الآفاق")
    page.keyboard.press("Enter")
    write(page, "الحديقة دون إنارة.")
    all_sent(page)
    page.locator("[data-text]").press("Alt+q")
    page.keyboard.type("لا أحد بهذا الاسم")
    page.keyboard.press("Escape")

    row = Intervention.objects.get(meeting=meeting)
    assert row.speaker == spoke
    expect(page.locator("[data-text]")).to_be_focused()
    expect(page.locator("[data-contributions] .saved")).to_contain_text(f"{timezone.localtime(row.said_at):%H:%M}")


def test_who_asked_under_a_name_and_came_in_at_the_door_is_offered_as_the_speaker(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)
    page.locator("[data-text]").press("Alt+q")
    page.keyboard.type("جمعية الافق")
    page.keyboard.press("Enter")
    page.locator("[data-next-speaker]").click()
    expect(page.locator("[data-speaker]")).to_have_value("جمعية الافق")
    expect(page.locator("[data-entered]")).to_contain_text(says(page, "notListed"))
    expect(page.locator("[data-take]")).to_have_count(0)

    walk_in = {"side": "civil_society", "function": REPRESENTATIVE, "is_walk_in": True}
    factories.present(meeting, **walk_in, name="جمعية النور")
    came = factories.present(meeting, **walk_in, name="جمعية الأفق")
    expect(page.locator("[data-take]")).to_have_count(1)
    found = axe(page)
    page.locator("[data-take]").click()
    write(page, "الحديقة دون إنارة.")
    all_sent(page)

    assert Intervention.objects.get(meeting=meeting).speaker == came
    expect(page.locator("[data-entered]")).to_be_hidden()
    assert found == []


def test_name_in_another_script_stands_beside_its_clock_on_the_second_screen(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    speaker = meeting.attendances.filter(side="civil_society").first()
    turn = speaker_queue.ask(meeting, by=user, uid=uuid.uuid4(), speaker=speaker, label="", at=timezone.now())
    speaker_queue.give(turn, by=user, at=timezone.now())
    page = visit("/accounts/login/", device=DESKTOP)
    sign_in(page, user)
    page.get_by_role("button", name="Français").or_(page.get_by_role("link", name="Français")).first.click()

    page.goto(f"/staff/live/{meeting.pk}/screen/")

    expect(page.locator("[data-speaker]")).to_have_text("ممثلة ودادية النخيل")
    edges = [page.evaluate(WRITTEN_FROM, each) for each in ("[data-speaker]", "[data-speaker-clock]")]
    assert page.evaluate("document.documentElement.dir") == "ltr"
    # Fractions of a letter: the room beside a figure is not that beside an Arabic letter.
    assert abs(edges[0] - edges[1]) < 10


def test_marks_become_points_and_an_existing_demand_is_offered(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    known = factories.demand(title=factories.text("إصلاح الإنارة قرب المدارس"))
    page = record(visit, meeting, user)

    page.locator("[data-text]").fill("الطريق مظلم، ونطلب إصلاح الإنارة قبل الشتاء.")
    page.locator("[data-text]").evaluate("field => field.setSelectionRange(14, 32)")
    page.keyboard.press("Alt+l")
    expect(page.locator("[data-marking] [name=title]")).to_have_value("نطلب إصلاح الإنارة")
    page.locator("[data-marking] [name=title]").fill("إصلاح الإنارة")
    expect(page.locator("[data-demand-choices] label mark").first).to_be_visible()
    page.locator("[data-demand-choices] label", has_text="قرب المدارس").click()
    found = axe(page)
    page.locator("[data-marking] [name=title]").press("Enter")
    expect(page.locator("[data-draft-marks] button")).to_have_count(1)
    page.locator("[data-text]").press("Enter")
    expect(page.locator("[data-text]")).to_have_value("")
    all_sent(page)
    page.locator("[data-contributions] > li").first.focus()
    page.keyboard.press("g")
    page.locator("[data-marking] [name=title]").fill("جلسة عمل مع قطاع التعليم")
    page.locator("[data-owner]").fill("مكناس")
    page.locator("[data-owner-list] [role=option]").first.click()
    page.locator("[data-marking] [name=due_on]").fill("2018-12-15")
    page.locator("[data-marking] [name=title]").press("Enter")
    expect(page.locator("[data-points] > li")).to_have_count(2)
    all_sent(page)

    points = {point.kind: point for point in Point.objects.filter(meeting=meeting)}
    assert points["demand"].demand == known
    assert points["commitment"].owner_unit is not None
    assert str(points["commitment"].due_on) == "2018-12-15"
    row = Intervention.objects.get(meeting=meeting)
    assert {point.pk for point in row.points.all()} == {point.pk for point in points.values()}
    expect(page.locator("[data-points] > li")).to_have_count(2)
    assert found + axe(page) == []


def test_speakers_ask_are_called_and_are_written_down(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)

    for typed in ("النخيل", "الرئيسة", "كاتبة"):
        page.locator("[data-ask]").fill(typed)
        expect(page.locator("[data-ask-list] [role=option]")).to_have_count(1)
        page.locator("[data-ask]").press("Enter")
    expect(page.locator("[data-queue] > li")).to_have_count(3)
    page.locator("[data-queue] > li").nth(2).locator("[data-turn-do=up]").click()
    page.locator("[data-next-speaker]").click()
    expect(page.locator("[data-queue] .now")).to_contain_text("ممثلة ودادية النخيل")
    expect(page.locator("[data-speaker]")).to_have_value("ممثلة ودادية النخيل")
    page.locator("[data-text]").focus()
    write(page, "خروج السادسة مساء هو الأصعب.")
    page.locator("[data-text]").press("Alt+j")
    expect(page.locator("[data-speaker]")).to_have_value("كاتبة عامة، شبكة أولياء التلاميذ")
    write(page, "نشكر الحضور.")
    page.locator("[data-text]").press("Alt+i")
    expect(page.locator("[data-queue] .now")).to_have_count(0)
    all_sent(page)
    screen = visit(f"/staff/live/{meeting.pk}/screen/", user=user)
    expect(screen.locator("[data-last] > li").first).to_contain_text("نشكر الحضور.")
    found = axe(screen)

    rows = Intervention.objects.filter(meeting=meeting).order_by("position").select_related("speaker")
    assert [str(row.speaker) for row in rows] == ["ممثلة ودادية النخيل", "كاتبة عامة"]
    assert [turn.ended_at is not None for turn in meeting.turns.order_by("position")].count(True) == 2
    page.locator("[data-next-speaker]").click()
    expect(screen.locator("[data-speaker]")).to_have_text("نائب الرئيسة", timeout=10000)
    assert found + axe(page) == []


@pytest.mark.slow
def test_topic_that_runs_over_says_so_in_words_and_shape(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    AxisRun.objects.create(
        meeting=meeting, axis=meeting.axes.get(position=1), started_at=timezone.now() - dt.timedelta(minutes=17)
    )
    page = record(visit, meeting, user)

    clock = page.locator(".clock [data-axis-clock]")
    expect(clock).to_have_class(re.compile(r"\bis-over\b"))
    expect(clock).to_contain_text("02:")
    expect(page.locator("[data-axis-words]")).to_contain_text(says(page, "overBudget").split(":")[0])
    assert clock.evaluate("node => getComputedStyle(node, '::before').clipPath") != "none"
    assert axe(page) == []


def test_correction_keeps_history_and_leaves_the_unfinished_words(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)
    write(page, "الأولى")
    write(page, "الثانية")
    page.locator("[data-text]").fill("كلمات لم تنته")

    page.locator("[data-text]").press("Alt+d")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    expect(page.locator("[data-text]")).to_have_value("الأولى")
    page.locator("[data-text]").fill("الأولى مصححة")
    page.locator("[data-text]").press("Enter")
    expect(page.locator("[data-text]")).to_have_value("كلمات لم تنته")
    all_sent(page)

    assert said(meeting) == ["الأولى مصححة", "الثانية"]


@pytest.mark.slow
def test_correction_of_what_is_stored_and_not_yet_heard_of_again(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)
    page.route("**/state.json*", lambda route: route.abort())
    write(page, "الأولى")
    expect(page.locator("[data-net-count]")).to_have_text(says(page, "allSent"))

    for text in ("الأولى مصححة", "الأولى مصححة مرتين"):
        page.locator("[data-contributions] [data-edit]").first.click()
        page.locator("[data-text]").fill(text)
        page.locator("[data-text]").press("Enter")
        expect(page.locator("[data-text]")).to_have_value("")
        expect(page.locator("[data-net-count]")).to_have_text(says(page, "allSent"))
    page.unroute("**/state.json*")
    all_sent(page)

    assert said(meeting) == ["الأولى مصححة مرتين"]
    forgive(visit, "ERR_FAILED")


def test_letters_of_an_arabic_keyboard_command(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)
    page.locator("[data-text]").fill("نثمن هذا العمل.")

    page.locator("[data-text]").evaluate(
        """field => field.dispatchEvent(new KeyboardEvent("keydown",
        {key: "ن", code: "KeyK", altKey: true, bubbles: true, cancelable: true}))"""
    )

    expect(page.locator("[data-marking] [name=kind]")).to_have_value("praise")


def test_letters_where_people_read_arabic_are_those_of_the_arabic_words(visit: Any) -> None:
    user = factories.staff("recorder")
    page = record(visit, session(user), user)
    letters = {"demand": "م", "concern": "ش", "commitment": "ل", "decision": "ق", "praise": "ن"}

    shown = {kind: page.locator(f"[data-mark={kind}] kbd").inner_text() for kind in letters}
    page.locator("[data-text]").fill("نطلب الإنارة")
    page.locator("[data-text]").press("Alt+l")

    assert shown == letters
    expect(page.locator("[data-marking] [name=kind]")).to_have_value("demand")


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390])
def test_phone_holds_the_recorder_in_one_hand(visit: Any, width: int) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user, device={**PHONE, "viewport": {"width": width, "height": 760}})
    write(page, "الطريق مظلم جدا قرب الإعدادية وننتظر الإنارة منذ سنة كاملة")

    found = []
    for panel in ("queue", "topics", "points", "write"):
        page.locator(f"[data-tab={panel}]").tap()
        expect(page.locator(f"[data-tab={panel}]")).to_have_attribute("aria-pressed", "true")
        found += axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    all_sent(page)

    assert found == []
    save = page.locator("[data-save-words]").bounding_box()
    assert save
    assert save["y"] + save["height"] < 760 - 56


@pytest.mark.slow
def test_a_thousand_contributions_stay_fluid(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    rows = [
        Intervention(meeting=meeting, position=number, text=factories.text(f"مداخلة {number}"), revision=1)
        for number in range(1, 1001)
    ]
    Intervention.objects.bulk_create(rows)
    page = record(visit, meeting, user)
    expect(page.locator("[data-contributions-count]")).to_contain_text("1000")

    drawn = page.locator("[data-contributions] > li").count()
    touched = page.evaluate(TOUCHED)
    write(page, "الأخيرة")
    all_sent(page)

    assert drawn <= 120
    assert touched == 0
    expect(page.locator("[data-contributions] > li").first).to_contain_text("الأخيرة")
