"""Random sequences of what a recorder does: what is stored is what was typed, and the speaker and kind that the page showed at that moment.

Each sequence comes from a seed, which is in the name of the test. ``RECORDER_SEEDS=7,8,9`` runs others, short and long. A long one takes
some twenty seconds: only two run by default, among them those that found something (106: Tab out of the page).
"""

from __future__ import annotations

import os
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.models import Intervention, Meeting, Point
from consultations.recorder import speaker_queue
from tests import factories
from tests.journeys.room import Keys, all_sent, forgive, record, session, until

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
GIVEN = [int(each) for each in os.environ.get("RECORDER_SEEDS", "").split(",") if each]
SHORT = GIVEN or [1, 2]
LONG = GIVEN or [103, 106]
TEXTS = (
    "155 تدخلا",
    "20 امرأة",
    "٣ جمعيات",
    "نطلب الدوريات",
    "3",
    "٧",
    "فلنقل قولا",
    "police 17",
    "الطريق مظلم",
    "e",
    "ل",
)
NAMES = ("النخيل", "كاتبة عامة", "رئيس خلية التواصل", "جمعية غير معروفة", "س", "17")
KINDS = ("opening", "contribution", "reply", "figures", "commitment", "procedural", "conclusion")
MARKS = {"a": "concern", "w": "recommendation", "k": "praise"}
WHERE = """() => {
  const { activeElement: active } = document;
  if (document.querySelector("dialog[open]")) return "dialog";
  if (!active || active === document.body || active === document.documentElement) return "nowhere";
  for (const name of ["text", "speaker", "ask"]) if (active.matches(`[data-${name}]`)) return name;
  if (active.matches("[data-contributions] > li, [data-queue] > li")) return "row";
  return "other";
}"""
SHOWN = """() => ({
  text: document.querySelector("[data-text]").value,
  speaker: document.querySelector("[data-speaker]").value,
  kind: document.querySelector("[data-kind][aria-pressed=true]").dataset.kind,
})"""


@dataclass
class Said:
    text: str
    speaker: str
    kind: str
    points: list[tuple[str, str]] = field(default_factory=list)


class Recorder:
    """Does something at random, and knows what must come of it. ``editor``: the words that must be in the field."""

    def __init__(self, page: Page, meeting: Meeting, colleague: Any, seed: int) -> None:
        self.page, self.meeting, self.colleague = page, meeting, colleague
        self.random = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self.keys = Keys(page)
        # Whether a changed correction may be thrown away.
        page.on("dialog", lambda dialog: dialog.accept())
        self.did: list[str] = []
        self.said: list[Said] = []
        self.marks: list[tuple[str, str]] = []
        self.editor = ""
        self.aside = ""
        self.asked = 0
        self.correcting: Said | None = None

    def act(self, count: int) -> None:
        doings: list[tuple[Callable[[], None], int]] = [
            (self.write, 9), (self.enter, 7), (self.speak, 5), (self.kind, 2), (self.tab, 5), (self.escape, 2), (self.mark, 3),
            (self.correct, 2), (self.topic, 2), (self.queue, 4), (self.colleague_gives, 1), (self.pause, 2), (self.network, 1),
        ]  # fmt: skip
        names, weights = zip(*doings, strict=True)
        for doing in self.random.choices(names, weights, k=count):
            self.did.append(doing.__name__)
            doing()
            self.check()

    def check(self) -> None:
        until(self.page, f"({WHERE})() !== 'nowhere'")
        found = self.page.evaluate(SHOWN)["text"]
        assert found == self.editor, f"the editor holds {found!r} and not {self.editor!r} after {self.did}"

    @property
    def where(self) -> str:
        return self.page.evaluate(WHERE)

    def write(self) -> None:
        text = self.random.choice(TEXTS)
        if self.where == "row":
            self.page.keyboard.press("Escape")
        place = self.where
        self.did[-1] += f" {text!r} ({place})"
        self.keys.type(text)
        if place in ("text", "other"):
            self.editor += text

    def enter(self) -> None:
        self.page.locator("[data-text]").focus()
        shown = self.page.evaluate(SHOWN)
        self.page.keyboard.press("Enter")
        if not shown["text"].strip():
            return
        new = Said(shown["text"].strip(), shown["speaker"].strip(), shown["kind"])
        if self.correcting:
            vars(self.correcting).update(text=new.text, speaker=new.speaker, kind=new.kind)
            self.leave()
        else:
            new.points, self.marks, self.editor = self.marks, [], ""
            self.said.append(new)

    def leave(self) -> None:
        self.editor, self.aside, self.correcting = self.aside, "", None

    def speak(self) -> None:
        name, end = self.random.choice(NAMES), self.random.choice(("Enter", "Tab", "Shift+Tab", "Escape"))
        self.did[-1] += f" {name!r} {end}"
        self.page.locator("[data-text]").press("Alt+v")
        self.keys.type(name)
        if self.random.random() < 0.2:
            self.page.keyboard.press("Control+a")
            self.page.keyboard.press("Delete")
        self.page.keyboard.press(end)

    def kind(self) -> None:
        number = self.random.randint(1, len(KINDS))
        self.did[-1] += f" {number}"
        self.page.locator("[data-text]").press(f"Alt+{number}")
        assert self.page.evaluate(SHOWN)["kind"] == KINDS[number - 1]

    def tab(self) -> None:
        key = self.random.choice(("Tab", "Shift+Tab"))
        for _time in range(self.random.randint(1, 4)):
            self.page.keyboard.press(key)
            self.come_back()
        # A field of its own keeps what is typed there; the editor is what this is about.
        if self.where == "ask":
            self.page.keyboard.press("Escape")

    def come_back(self) -> None:
        """After the last element, and before the first one, Tab leaves the page for the browser's own bar: so it must be."""
        if self.where == "nowhere" and not self.page.evaluate("document.hasFocus()"):
            self.page.locator("[data-text]").focus()

    def escape(self) -> None:
        is_leaving = self.where == "text" and self.correcting
        self.page.keyboard.press("Escape")
        if is_leaving:
            self.leave()

    def mark(self) -> None:
        letter = self.random.choice(list(MARKS))
        self.page.locator("[data-text]").press(f"Alt+{letter}")
        if not self.editor.strip():
            assert self.where == "text"
            return
        title = self.page.locator("[data-marking] [name=title]").input_value()
        is_kept = self.random.random() < 0.7
        self.did[-1] += f" {letter} {is_kept}"
        self.page.keyboard.press("Enter" if is_kept else "Escape")
        if is_kept:
            (self.correcting.points if self.correcting else self.marks).append((MARKS[letter], title))

    def correct(self) -> None:
        buttons = self.page.locator("[data-contributions] [data-edit]")
        if not self.said:
            return
        expect(buttons).to_have_count(min(len(self.said), 40))
        at = self.random.randrange(min(len(self.said), 40))
        self.did[-1] += f" {at}"
        buttons.nth(at).click()
        if not self.correcting:
            self.aside = self.editor
        self.correcting = self.said[-1 - at]
        self.editor = self.correcting.text

    def topic(self) -> None:
        self.page.locator("[data-axes] button").nth(self.random.randrange(3)).click()

    def queue(self) -> None:
        doing = self.random.choice(("ask", "next", "stop", "away"))
        self.did[-1] += f" {doing}"
        if doing == "ask":
            # Who waits already is refused: each asks once.
            self.asked += 1
            listed = [str(each) for each in self.meeting.attendances.all()]
            name = listed[self.asked - 1] if self.asked <= len(listed) else f"المقعد {self.asked}"
            self.page.locator("[data-ask]").fill(name)
            expect(self.page.locator("#ask-list")).to_be_visible(visible=self.asked <= len(listed))
            self.page.locator("[data-ask]").press("Enter")
            return
        button = {"next": "[data-next-speaker]", "stop": "[data-stop-speaker]", "away": "[data-turn-do=away]"}[doing]
        found = self.page.locator(button).first
        if found.count() and found.is_visible() and found.is_enabled():
            found.click()

    def colleague_gives(self) -> None:
        speaker = self.random.choice(list(self.meeting.attendances.all()))
        # At once: no page shows as waiting whoever has the floor already.
        with transaction.atomic():
            turn = speaker_queue.ask(
                self.meeting, by=self.colleague, uid=uuid.uuid4(), speaker=None, label=str(speaker), at=timezone.now()
            )
            speaker_queue.give(turn, by=self.colleague, at=timezone.now())

    def pause(self) -> None:
        self.page.wait_for_timeout(self.random.choice((0, 50, 500, 2500)))

    def network(self) -> None:
        self.page.context.set_offline(self.random.random() < 0.5)


def stored(meeting: Meeting) -> list[Said]:
    rows = Intervention.objects.filter(meeting=meeting).order_by("position").select_related("speaker__association")
    points = Point.objects.filter(meeting=meeting).prefetch_related("interventions").order_by("pk")
    return [
        Said(
            str(row.text),
            row.speaker.full_title if row.speaker else row.speaker_label,
            row.kind,
            sorted((point.kind, str(point.title)) for point in points if row in point.interventions.all()),
        )
        for row in rows
    ]


def played(visit: Any, seed: int, count: int) -> tuple[list[Said], list[Said], str]:
    """After ``count`` random actions: what is stored, what was typed and shown, and what was done, for the message of a failure."""
    user = factories.staff("recorder")
    meeting = session(user)
    recorder = Recorder(record(visit, meeting, user), meeting, factories.staff("recorder"), seed)

    recorder.act(count)
    recorder.page.context.set_offline(False)
    try:
        all_sent(recorder.page)
    except AssertionError as error:
        undecided = recorder.page.locator("[data-conflicts-list]").inner_text()
        raise AssertionError(f"seed {seed}: {undecided!r} needs a decision after {recorder.did}") from error

    expected = [Said(each.text, each.speaker, each.kind, sorted(each.points)) for each in recorder.said]
    expect(recorder.page.locator("[data-conflicts]")).to_be_hidden()
    forgive(visit, "ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "An unknown error occurred when fetching the script")
    return stored(meeting), expected, f"seed {seed}: {recorder.did}"


@pytest.mark.parametrize("seed", SHORT)
def test_what_is_stored_is_what_was_typed_and_shown(visit: Any, seed: int) -> None:
    found, expected, story = played(visit, seed, 40)

    assert found == expected, story


@pytest.mark.slow
@pytest.mark.parametrize("seed", LONG)
def test_what_is_stored_is_what_was_typed_and_shown_in_long_sequences(visit: Any, seed: int) -> None:
    found, expected, story = played(visit, seed, 150)

    assert found == expected, story
