"""The recorder never changes, drops or attributes text by itself: typed text is stored as the page shows it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Attendance, Intervention
from consultations.record.attendance import REPRESENTATIVE
from tests import factories
from tests.browser import PHONE, axe
from tests.journeys.room import PATIENCE, Keys, address, all_sent, record, said, says, session, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
NAMED = "document.activeElement !== document.body && document.activeElement !== document.documentElement"


def chosen_kind(page: Page) -> str | None:
    return page.locator("[data-kind][aria-pressed=true]").get_attribute("data-kind")


def test_digit_at_the_beginning_of_a_text_is_text(room: Any) -> None:
    meeting, page = room
    texts = ["155 تدخلا", "20 امرأة حضرت", "3", "٧ جمعيات", "?"]

    for text in texts:
        Keys(page).type(text) if text != "?" else page.keyboard.type(text)
        expect(page.locator("[data-text]")).to_have_value(text)
        assert chosen_kind(page) == "contribution", text
        page.keyboard.press("Enter")
        expect(page.locator("[data-text]")).to_have_value("")
    all_sent(page)

    rows = Intervention.objects.filter(meeting=meeting).order_by("position")
    assert [(str(row.text), row.kind) for row in rows] == [(text, "contribution") for text in texts]


def test_texts_typed_faster_than_the_device_writes_are_each_noted_whole(room: Any) -> None:
    meeting, page = room
    texts = [f"قول {number}" for number in range(12)]

    for text in texts:
        page.keyboard.insert_text(text)
        page.keyboard.press("Enter")
    all_sent(page)

    assert said(meeting) == texts


def test_next_contribution_begins_without_a_speaker(room: Any) -> None:
    meeting, page = room
    speak(page, "النخيل")
    write(page, "الطريق مظلم.")
    expect(page.locator("[data-speaker]")).to_have_value("")

    write(page, "قالها آخر.")
    all_sent(page)

    rows = Intervention.objects.filter(meeting=meeting).order_by("position")
    assert [str(row.speaker) if row.speaker else "" for row in rows] == ["ممثلة ودادية النخيل", ""]


def test_speaker_who_has_the_floor_stays_the_speaker_while_it_is_his(room: Any) -> None:
    meeting, page = room
    page.locator("[data-ask]").fill("النخيل")
    page.locator("[data-ask]").press("Enter")
    page.locator("[data-text]").press("Alt+j")
    for text in ("أولا.", "ثانيا."):
        expect(page.locator("[data-speaker]")).to_have_value("ممثلة ودادية النخيل")
        write(page, text)
    page.locator("[data-text]").press("Alt+i")
    expect(page.locator("[data-speaker]")).to_have_value("")
    write(page, "بعد الكلمة.")
    all_sent(page)

    rows = Intervention.objects.filter(meeting=meeting).order_by("position")
    assert [row.speaker is not None for row in rows] == [True, True, False]


def test_speaker_field_that_was_emptied_means_nobody(room: Any) -> None:
    meeting, page = room
    ways = ["Tab", "Shift+Tab", "Escape"]

    for leave in ways:
        speak(page, "النخيل")
        page.locator("[data-text]").press("Alt+v")
        page.keyboard.press("Delete")
        page.keyboard.press(leave)
        page.locator("[data-text]").focus()
        expect(page.locator("[data-speaker]")).to_have_value("")
        write(page, leave)
    all_sent(page)

    rows = Intervention.objects.filter(meeting=meeting).order_by("position")
    assert [(str(row.text), row.speaker, row.speaker_label) for row in rows] == [(leave, None, "") for leave in ways]


def test_name_that_is_not_listed_is_kept_as_typed(room: Any) -> None:
    meeting, page = room
    speak(page, "النخيل")

    page.locator("[data-text]").press("Alt+v")
    page.keyboard.type("جمعية الأمل")
    page.keyboard.press("Tab")
    expect(page.locator("[data-speaker]")).to_have_value("جمعية الأمل")
    page.locator("[data-text]").focus()
    write(page, "نطلب الإنارة.")
    all_sent(page)

    row = Intervention.objects.get(meeting=meeting)
    assert (row.speaker, row.speaker_label) == (None, "جمعية الأمل")
    expect(page.locator("[data-contributions] > li").first).to_contain_text("جمعية الأمل")


def test_part_of_a_listed_name_is_not_taken_for_the_name(room: Any) -> None:
    meeting, page = room

    page.locator("[data-text]").press("Alt+v")
    page.keyboard.type("النخيل")
    page.keyboard.press("Tab")
    expect(page.locator("[data-speaker]")).to_have_value("النخيل")
    page.locator("[data-text]").focus()
    write(page, "نطلب الإنارة.")
    all_sent(page)

    row = Intervention.objects.get(meeting=meeting)
    assert (row.speaker, row.speaker_label) == (None, "النخيل")


def test_enter_in_the_speaker_field_without_typing_takes_nobody(room: Any) -> None:
    _meeting, page = room
    speak(page, "النخيل")

    page.locator("[data-text]").press("Alt+v")
    expect(page.locator("#speaker-list")).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.locator("[data-speaker]")).to_have_value("ممثلة ودادية النخيل")


def test_name_that_is_not_listed_can_be_noted_as_an_arrival(room: Any) -> None:
    meeting, page = room
    page.locator("[data-text]").press("Alt+v")
    page.keyboard.type("جمعية الأمل")
    page.keyboard.press("Tab")

    found = axe(page)
    page.locator("[data-arrive]").click()
    expect(page.locator("[data-speaker]")).to_have_value("ممثل الجمعية، جمعية الأمل")
    write(page, "نطلب الإنارة.")
    all_sent(page)

    came = Attendance.objects.get(meeting=meeting, is_walk_in=True)
    row = Intervention.objects.get(meeting=meeting)
    assert (came.name, row.speaker, row.speaker_label) == ("جمعية الأمل", came, "")
    assert found == []


def test_speaker_chosen_by_hand_stays_when_a_colleague_gives_the_floor(visit: Any, room: Any) -> None:
    meeting, page = room
    colleague = record(visit, meeting, factories.staff("recorder"))
    speak(page, "النخيل")

    colleague.locator("[data-ask]").fill("كاتبة")
    colleague.locator("[data-ask]").press("Enter")
    colleague.locator("[data-next-speaker]").click()
    expect(page.locator("[data-queue] .now")).to_contain_text("كاتبة عامة", timeout=PATIENCE)

    expect(page.locator("[data-speaker]")).to_have_value("ممثلة ودادية النخيل")
    write(page, "الطريق مظلم.")
    all_sent(page)
    assert str(Intervention.objects.get(meeting=meeting).speaker) == "ممثلة ودادية النخيل"


@pytest.mark.parametrize("field", ["speaker", "ask"])
def test_tab_out_of_a_long_list_goes_to_a_named_place_and_typed_words_are_text(room: Any, field: str) -> None:
    meeting, page = room
    for number in range(20):
        factories.present(meeting, function=factories.text(f"عضو رقم {number}"), side="civil_society")
    page.locator("[data-text]").focus()
    expect(page.locator("[data-count-people]")).to_contain_text("25")
    page.locator(f"[data-{field}]").focus()
    expect(page.locator(f"#{field}-list")).to_be_visible()

    page.keyboard.press("Tab")
    assert page.evaluate(NAMED)
    Keys(page).type("فلنطلب جلسة")

    expect(page.locator("[data-text]")).to_have_value("فلنطلب جلسة")
    assert not meeting.turns.exists()
    assert meeting.axes.filter(runs__isnull=False).count() == 0


@pytest.mark.parametrize("field", ["themes-input", "areas-input"])
def test_tab_out_of_a_list_of_the_marking_panel_stays_in_the_panel(room: Any, field: str) -> None:
    _meeting, page = room
    page.locator("[data-text]").fill("نطلب الإنارة")
    page.locator("[data-text]").press("Alt+l")
    page.locator(f"[data-{field}]").focus()
    expect(page.locator(f"#{field.removesuffix('-input')}-list")).to_be_visible()

    page.keyboard.press("Tab")

    assert page.evaluate("Boolean(document.activeElement.closest('dialog[open]'))")
    assert page.evaluate("document.activeElement.matches('input, button, select, textarea')")


def test_words_left_in_a_list_of_the_marking_panel_are_not_dropped(room: Any) -> None:
    _meeting, page = room
    page.locator("[data-text]").fill("نطلب الإنارة")
    page.locator("[data-text]").press("Alt+l")
    page.locator("[data-themes-input]").fill("موضوع غير موجود")

    page.locator("[data-marking] [name=title]").press("Enter")

    expect(page.locator("[data-marking-notice]")).to_have_text(says(page, "chooseFromList"))
    expect(page.locator("[data-themes-input]")).to_be_focused()
    page.locator("[data-themes-input]").fill("")
    page.locator("[data-marking] [name=title]").press("Enter")
    expect(page.locator("[data-draft-marks] button")).to_have_count(1)


ACTIONS = {
    "topic": "[data-axes] button >> nth=0",
    "next topic": "[data-next-topic]",
    "give the floor": "[data-next-speaker]",
    "end the turn": "[data-stop-speaker]",
    "take off the list": "[data-turn-do=away] >> nth=0",
    "kind": "[data-kind=reply]",
    "break": ".recorder-bar [data-pause]",
}


def test_letters_after_an_action_are_text_in_the_editor(room: Any) -> None:
    meeting, page = room
    for typed in ("النخيل", "الرئيسة", "كاتبة"):
        page.locator("[data-ask]").fill(typed)
        page.locator("[data-ask]").press("Enter")
    expect(page.locator("[data-queue] > li")).to_have_count(3)
    keys = Keys(page)

    for name, button in ACTIONS.items():
        page.locator(button).click()
        assert page.evaluate(NAMED), name
        keys.type("فل ")
    expect(page.locator("[data-text]")).to_have_value("فل " * len(ACTIONS))
    # By keyboard, too: a letter after the button goes to the editor, and a blank does not press it again.
    page.locator("[data-next-topic]").press("Enter")
    keys.type("نعم لا")
    expect(page.locator("[data-text]")).to_have_value("فل " * len(ACTIONS) + "نعم لا")
    page.locator("[data-contributions-count]").click()
    keys.type("ك")
    expect(page.locator("[data-text]")).to_have_value("فل " * len(ACTIONS) + "نعم لاك")
    all_sent(page)
    assert page.locator("[data-axes] [aria-current]").count() == 1
    assert not Intervention.objects.filter(meeting=meeting).exists()


def test_letter_of_a_command_can_be_changed_and_letters_alone_switched_off(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)
    write(page, "الأولى")
    all_sent(page)

    page.locator("[data-text]").press("Alt+?")
    page.locator("[data-letter-of=mark_praise]").select_option("z")
    page.locator("[data-letters-alone]").uncheck()
    found = axe(page)
    page.locator("[data-help-close]").click()
    page.locator("[data-contributions] > li").first.focus()
    page.keyboard.press("z")
    page.keyboard.press("a")
    expect(page.locator("[data-marking]")).to_be_hidden()
    page.goto(address(meeting))
    expect(page.locator("[data-mark=praise] kbd")).to_be_visible()
    page.locator("[data-text]").fill("نثمن")
    page.locator("[data-text]").press("Alt+k")
    expect(page.locator("[data-marking]")).to_be_hidden()
    page.locator("[data-text]").press("Alt+z")

    expect(page.locator("[data-marking] [name=kind]")).to_have_value("praise")
    assert found == []


def test_two_walk_ins_without_a_function_are_told_apart_everywhere(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    walk_in = {"side": "civil_society", "function": REPRESENTATIVE, "is_walk_in": True}
    for name in ("جمعية النور", "ودادية الآفاق"):
        factories.present(meeting, **walk_in, name=name)
    page = record(visit, meeting, user)
    title = "ممثل الجمعية، ودادية الآفاق"

    speak(page, "الافاق")
    expect(page.locator("[data-speaker]")).to_have_value(title)
    write(page, "الحديقة دون إنارة.")
    expect(page.locator("[data-contributions] .who b").first).to_have_text(title)
    page.locator("[data-ask]").fill("الافاق")
    page.locator("[data-ask]").press("Enter")
    expect(page.locator("[data-turn-do=give]")).to_have_attribute("aria-label", f"إعطاء الكلمة: \u2068{title}\u2069")
    all_sent(page)
    screen = visit(f"/staff/live/{meeting.pk}/screen/", user=user)
    expect(screen.locator("[data-last] > li b").first).to_have_text(title)
    expect(screen.locator("[data-queue]")).to_contain_text("ودادية الآفاق")


@pytest.mark.slow
def test_confidential_box_does_not_take_marks_away(room: Any) -> None:
    _meeting, page = room
    page.locator("[data-text]").fill("نطلب الإنارة")
    page.locator("[data-text]").press("Alt+a")
    page.locator("[data-marking] [name=title]").press("Enter")
    expect(page.locator("[data-draft-marks] button")).to_have_count(1)

    page.locator("[data-confidential]").click()

    expect(page.locator("[data-confidential]")).not_to_be_checked()
    expect(page.locator("[data-notice]")).to_have_text(says(page, "marksFirst"))
    expect(page.locator("[data-draft-marks] button")).to_have_count(1)


@pytest.mark.slow
def test_focus_has_a_named_place_on_a_phone(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user, PHONE)
    page.locator("[data-tab=queue]").tap()
    page.locator("[data-ask]").fill("النخيل")
    page.locator("[data-ask]").press("Enter")
    page.locator("[data-next-speaker]").tap()
    expect(page.locator("[data-queue] .now")).to_have_count(1)
    page.locator("[data-stop-speaker]").tap()
    expect(page.locator("[data-queue] > li")).to_have_count(0)

    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.matches('.floor-side, .floor-side *, .recorder-tabs *')")


def speak(page: Page, name: str) -> None:
    """Chosen from the list."""
    page.locator("[data-text]").press("Alt+v")
    page.keyboard.type(name)
    expect(page.locator("#speaker-list [role=option]").first).to_contain_text(name.replace("الافاق", "الآفاق"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-text]")).to_be_focused()
