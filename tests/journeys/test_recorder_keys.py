"""No key or click loses text: digits, input methods, closing dialogs, abandoned corrections."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.room import Keys, all_sent, said, says, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
# Safari ends a composition before it sends the Enter that ended it, and says so by the number 229 alone.
ENTER_OF_THE_INPUT_METHOD = """name => document.querySelector(name).dispatchEvent(new KeyboardEvent("keydown",
    {key: "Enter", code: "Enter", keyCode: 229, bubbles: true, cancelable: true}))"""


def test_digit_typed_where_a_kind_has_the_focus_goes_to_the_editor(room: Any) -> None:
    """Shift+Tab leads there from the field of the speaker."""
    _meeting, page = room
    page.locator("[data-kind]").last.focus()

    Keys(page).type("155 تدخلا")

    expect(page.locator("[data-text]")).to_have_value("155 تدخلا")
    assert page.locator("[data-kind][aria-pressed=true]").get_attribute("data-kind") == "contribution"


def test_whoever_goes_on_while_the_marking_closes_stays_in_the_field_that_was_chosen(room: Any) -> None:
    """The browser tells of the closing a moment later: what was typed by then went to the editor, and Enter noted it."""
    meeting, page = room
    page.locator("[data-text]").fill("نطلب الإنارة")
    page.locator("[data-text]").press("Alt+a")

    page.evaluate("""() => {
        document.querySelector("[data-marking] form").requestSubmit();
        document.querySelector("[data-speaker]").focus();
    }""")
    expect(page.locator("[data-draft-marks] button")).to_have_count(1)
    page.wait_for_timeout(100)

    expect(page.locator("[data-speaker]")).to_be_focused()
    assert said(meeting) == []


def test_enter_that_ends_a_composition_notes_and_chooses_nothing(room: Any) -> None:
    meeting, page = room
    page.locator("[data-text]").fill("نطلب الإن")

    page.evaluate(ENTER_OF_THE_INPUT_METHOD, "[data-text]")
    expect(page.locator("[data-text]")).to_have_value("نطلب الإن")
    page.locator("[data-text]").press("Alt+v")
    page.keyboard.type("النخيل")
    expect(page.locator("#speaker-list [role=option]").first).to_contain_text("النخيل")
    page.evaluate(ENTER_OF_THE_INPUT_METHOD, "[data-speaker]")

    expect(page.locator("[data-speaker]")).to_be_focused()
    expect(page.locator("[data-speaker]")).to_have_value("النخيل")
    assert said(meeting) == []


@pytest.mark.parametrize("leaving", ["Escape", "cancel", "another"])
def test_changed_correction_is_thrown_away_only_when_the_recorder_says_so(room: Any, leaving: str) -> None:
    meeting, page = room
    for text in ("الأول", "الثاني"):
        write(page, text)
    all_sent(page)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    edits = page.locator("[data-contributions] [data-edit]")

    edits.nth(0).click()
    edits.nth(1).click()
    assert asked == [], "nothing was changed yet"
    page.locator("[data-text]").fill("الأول مصححا كاملا")
    if leaving == "Escape":
        page.keyboard.press("Escape")
    else:
        (edits.nth(0) if leaving == "another" else page.locator("[data-cancel]")).click()

    assert asked == [says(page, "dropSure")]
    expect(page.locator("[data-text]")).to_be_focused()
    expect(page.locator("[data-text]")).to_have_value("الأول مصححا كاملا")
    page.keyboard.press("Enter")
    all_sent(page)
    assert said(meeting) == ["الأول مصححا كاملا", "الثاني"]
