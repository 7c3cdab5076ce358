"""A meeting in session with people in the room, and a browser in which somebody records it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from consultations.models import Intervention, Meeting
from consultations.planning import meetings
from tests import factories
from tests.browser import DESKTOP

PEOPLE = (
    ("رئيس المنطقة الأمنية الثانية", "police", None),
    ("رئيس خلية التواصل", "police", None),
    ("ممثلة ودادية النخيل", "civil_society", "ودادية النخيل"),
    ("نائب الرئيسة", "civil_society", "جمعية أفق للرياضة"),
    ("كاتبة عامة", "civil_society", "شبكة أولياء التلاميذ"),
)
TOPICS = (("ما طُلب في اللقاء السابق", 15), ("محيط المدارس: الدخول والخروج", 25), ("التحسيس داخل المؤسسات", 25))
# Milliseconds: the machine of a test may be doing other things.
PATIENCE = 20_000
# A list of the pending messages, read as anybody with the device in hand would read it.
STORES = """async () => {
  const request = indexedDB.open("machoura-recorder");
  const database = await new Promise((done) => { request.onsuccess = () => done(request.result); });
  const found = {};
  for (const name of database.objectStoreNames) {
    const rows = database.transaction(name).objectStore(name).getAll();
    found[name] = await new Promise((done) => { rows.onsuccess = () => done(rows.result); });
  }
  database.close();
  const decode = new TextDecoder();
  const shown = (name, value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? decode.decode(value) : value;
  return JSON.stringify(found, shown) + JSON.stringify([localStorage, sessionStorage]);
}"""


def session(by: User) -> Meeting:
    topics = [factories.text(title) for title, _minutes in TOPICS]
    made = factories.meeting(by, title=factories.text("لقاء موضوعاتي: محيط المدارس"), axes=topics)
    for axis, (_title, minutes) in zip(made.axes.all(), TOPICS, strict=True):
        axis.minutes = minutes
        axis.save()
    for function, side, association in PEOPLE:
        of = factories.association(name=factories.text(association)) if association else None
        factories.present(made, side=side, function=factories.text(function), association=of, arrived_at=timezone.now())
    return meetings.move(made, by=by, move="open")


def address(meeting: Meeting) -> str:
    return f"/staff/live/{meeting.pk}/"


def record(visit: Any, meeting: Meeting, user: User, device: dict[str, Any] | None = None) -> Page:
    """Signed in, in the recorder, with everything loaded and kept for a day without network."""
    page = visit(address(meeting), device=device or DESKTOP, user=user)
    ready(page)
    return page


def reopened(page: Page, meeting: Meeting) -> Page:
    """Its tab closed, and a new one opened on the same device."""
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(address(meeting))
    ready(again)
    return again


def ready(page: Page) -> None:
    expect(page.locator("[data-kind]")).to_have_count(7)
    expect(page.locator("[data-title]")).to_have_text("لقاء موضوعاتي: محيط المدارس")


def kept(page: Page) -> None:
    """The page opens without network from now on."""
    until(page, "Boolean(navigator.serviceWorker.controller)")
    until(page, "document.querySelector('[data-offline-words]').textContent !== ''")


def until(page: Page, expression: str) -> None:
    """Asked from outside: the policy of the page forbids what Playwright's own waiting does."""
    for _try in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def says(page: Page, name: str) -> str:
    """The page's own words up to the first value in them, in whatever language it is."""
    words = page.evaluate("name => JSON.parse(document.getElementById('recorder-words').textContent)[name]", name)
    return (words if isinstance(words, str) else words["one"]).split("{")[0].strip()


def write(page: Page, text: str) -> None:
    page.locator("[data-text]").fill(text)
    page.locator("[data-text]").press("Enter")
    expect(page.locator("[data-text]")).to_have_value("")


def waits(page: Page, count: int) -> None:
    """What the page says is not sent."""
    expect(page.locator("[data-net-count]")).to_contain_text(str(count))


def all_sent(page: Page) -> None:
    expect(page.locator("[data-net]")).to_have_attribute("data-look", "fine", timeout=25000)
    expect(page.locator("[data-contributions] .unsent")).to_have_count(0)


def said(meeting: Meeting) -> list[str]:
    return [str(row.text) for row in Intervention.objects.filter(meeting=meeting).order_by("position")]


def forgive(visit: Any, *expected: str) -> None:
    """Lines that a browser writes about what the test itself broke."""
    visit.faults[:] = [fault for fault in visit.faults if not any(each in fault for each in expected)]


# What stands on an Arabic keyboard, by the place of the key.
ARABIC = {
    "ش": "KeyA", "ؤ": "KeyC", "ي": "KeyD", "ث": "KeyE", "ب": "KeyF", "ل": "KeyG", "ا": "KeyH", "ه": "KeyI", "ت": "KeyJ", "ن": "KeyK",
    "م": "KeyL", "ة": "KeyM", "ى": "KeyN", "خ": "KeyO", "ح": "KeyP", "ض": "KeyQ", "ق": "KeyR", "س": "KeyS", "ف": "KeyT", "ع": "KeyU",
    "ر": "KeyV", "ص": "KeyW", "ء": "KeyX", "غ": "KeyY", "ئ": "KeyZ", "ج": "BracketLeft", "د": "BracketRight", "ك": "Semicolon",
    "ط": "Quote", "ذ": "Backquote", "ظ": "Slash", "ز": "Period", "و": "Comma", " ": "Space",
    **{digit: f"Digit{number}" for number, digit in enumerate("٠١٢٣٤٥٦٧٨٩")},
    **{str(number): f"Digit{number}" for number in range(10)},
}  # fmt: skip


class Keys:
    """Presses keys as an Arabic keyboard does: Playwright itself puts such letters into the field past every listener of keys."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def type(self, text: str) -> None:
        for letter in text:
            code = ARABIC.get(letter) or f"Key{letter.upper()}"
            key = {"key": letter, "code": code, "windowsVirtualKeyCode": ord(code[-1]) if len(code) < 7 else 0}
            self.session.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, **key})
            self.session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
