"""Forms of the office, as somebody fills them in."""

from __future__ import annotations

from playwright.sync_api import Page

from consultations.models import Meeting
from tests import factories


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"form [name={name}]").last.fill(value)


def submit(page: Page, name: str) -> None:
    """Press the button of the form that holds the field ``name``."""
    form = page.locator("form", has=page.locator(f"[name={name}]"))
    form.locator(".decide button:not([type=button])").first.click()
    page.wait_for_load_state()


def note_demand(page: Page, meeting: Meeting, title: str) -> None:
    """Raised by the first contribution of the meeting."""
    page.goto(f"/staff/meetings/{meeting.pk}/points/new/")
    page.locator("[name=kind]").select_option("demand")
    fill(page, title_ar=title)
    page.locator("[name=new_demand]").check()
    page.locator("[name=interventions]").first.check()
    theme = page.locator(f"[name=themes][value='{factories.theme('urban_lighting').pk}']")
    theme.evaluate(
        "box => { for (let at = box; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true }"
    )
    theme.check()
    submit(page, "title_ar")


def move(page: Page, meeting: Meeting) -> None:
    """Open the meeting, or close it. Before its day one more tap is asked for."""
    page.goto(f"/staff/meetings/{meeting.pk}/")
    if (ahead := page.locator("details.step summary")).count():
        ahead.first.click()
    page.locator("form[action$='/move/'] button").first.click()
    page.wait_for_load_state()
