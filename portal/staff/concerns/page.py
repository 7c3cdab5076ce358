"""The page of a concern: its content, and the steps that it offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.crypto import sealing
from core.db.states import Move
from core.files import serving
from portal.staff.concerns import urgent
from portal.staff.concerns.forms import DeclineForm, ReferForm, SentenceForm, StepForm
from portal.staff.concerns.highlighting import Check, marked
from portal.staff.concerns.inbox import remaining
from portal.staff.templatetags.office import SHAPES
from proposals.concerns import sealed_concern
from proposals.concerns.content import Content, Since, TimeOfDay
from proposals.concerns.warnings import about, answers
from proposals.models import Concern, ConcernStep
from proposals.states import CONCERN, OF_THE_CELL
from reference.models import Area, Theme

MOST_OPENINGS = 50
FORMS: dict[str, type[StepForm]] = {
    "begin": StepForm,
    "accept": SentenceForm,
    "answer": SentenceForm,
    "ask": SentenceForm,
    "decline": DeclineForm,
    "refer": ReferForm,
}
TAKEN = {
    "submit": _("Received"),
    "begin": _("Review started"),
    "accept": _("Accepted"),
    "answer": _("First answer"),
    "ask": _("Question to the association"),
    "decline": _("Declined"),
    "refer": _("Referred"),
    "reply": _("Answer of the association"),
    "withdraw": _("Withdrawn by the association"),
}
# The typed texts in the order of the page: field, heading, and the name of the field in warnings.
TEXTS = {
    "title": (_("In one sentence"), _("in the title")),
    "text": (_("What happens"), _("in the text")),
    "place": (_("Place, in words"), _("in the place")),
    "suggestion": (_("What the association suggests"), _("in the suggestion")),
}
NAMES = dict(settings.LANGUAGES)
UNREAD = sealed_concern.Reply("", "")


class Opened(NamedTuple):
    """The opened content. ``replies``: sealed sentences by step id; ``names``: file names by file id.

    ``why_closed``: the reason why the text could not be opened, although another part could.
    """

    content: Content | None
    replies: dict[int, sealed_concern.Reply]
    names: dict[int, str]
    why_closed: str = ""


class Part(NamedTuple):
    label: str | Promise
    marked: SafeString


class ShownStep(NamedTuple):
    """A step for display. ``is_sealed``: it has a sealed answer that is not opened on this page; ``why_closed``: why it cannot be opened.

    ``has_hour``: false for a letter, of which only the day is known.
    """

    step: ConcernStep
    title: str | Promise
    said: str
    is_sealed: bool
    why_closed: str
    has_hour: bool

    @property
    def shape(self) -> str:
        return SHAPES["Concern"].get(self.step.state, self.step.state)


class Offered(NamedTuple):
    move: Move
    form: StepForm
    is_open: bool


class Left(NamedTuple):
    """A typed sentence whose step is not possible any more."""

    label: str | Promise
    sentence: str


def opened(concern: Concern, *, by: User) -> Opened:
    """The content; the opening of a confidential concern is recorded. Parts that cannot be opened are omitted.

    Raises :class:`core.crypto.sealing.CannotOpen` if no part can be opened.
    """
    try:
        content = sealed_concern.read(concern, by=by)
    except sealing.CannotOpen as refusal:
        replies = sealed_concern.read_replies(concern, by=by)
        if all(reply.why_closed for reply in replies.values()):
            raise
        return Opened(None, replies, {}, str(refusal.message))
    return Opened(content, sealed_concern.read_replies(concern, by=by), sealed_concern.file_names(concern, by=by))


def context(
    concern: Concern, found: Opened | None, *, typed: StepForm | None = None, seen: int | None = None
) -> dict[str, Any]:
    """``found``: ``None`` for a confidential concern that was not opened; ``typed``: a refused or recovered form.

    ``seen``: the last step that the person had read.
    """
    steps = shown_steps(concern, found)
    offers = offered(concern, steps, typed)
    is_sealed = concern.is_confidential
    return {
        "concern": concern,
        "language_name": NAMES[concern.language],
        "remaining": remaining(concern),
        **urgent.context(concern),
        "content": found.content if found else None,
        "why_closed": found.why_closed if found else "",
        "can_open": not is_sealed or sealing.can_open(),
        "openings": concern.openings.select_related("by", "file", "step")[:MOST_OPENINGS] if is_sealed else [],
        "opening_count": concern.openings.count() if is_sealed else 0,
        "files": files(concern, found),
        "steps": steps,
        "offered": offers,
        "left": left(typed, offers),
        "meanwhile": [] if seen is None else [each for each in steps if each.step.pk > seen],
        **(of_content(found.content) if found and found.content else {"parts": [], "checks": [], "facts": {}}),
    }


def of_content(content: Content) -> dict[str, Any]:
    warned, said = about(content), answers(content)
    texts = content.texts
    return {
        "parts": [
            Part(label, marked(texts[name], [each for each in warned if each.field == name]))
            for name, (label, _place) in TEXTS.items()
            if texts[name]
        ],
        "checks": [
            Check(each.kind.label, each.words, TEXTS[each.field][1], said.get(each.mark, "")) for each in warned
        ],
        "facts": {
            "since": Since(content.since).label if content.since else "",
            "times": [TimeOfDay(time).label for time in content.times],
            "themes": Theme.objects.chosen(content.themes),
            "areas": Area.objects.chosen(content.areas),
        },
    }


def files(concern: Concern, found: Opened | None) -> list[dict[str, Any]]:
    names = found.names if found else {}
    rows = concern.files.select_related("stored")
    return [{"file": each, "name": names.get(each.pk, ""), "warning": serving.warning(each.stored)} for each in rows]


def shown_steps(concern: Concern, found: Opened | None) -> list[ShownStep]:
    replies = found.replies if found else {}
    return [
        ShownStep(
            step,
            TAKEN[step.move],
            step.sentence or replies.get(step.pk, UNREAD).text,
            is_sealed=bool(step.sealed) and step.pk not in replies,
            why_closed=replies.get(step.pk, UNREAD).why_closed,
            has_hour=step.move != "submit" or concern.channel == Concern.Channel.ONLINE,
        )
        for step in concern.steps.select_related("by", "body", "helpline")
    ]


def offered(concern: Concern, steps: list[ShownStep], typed: StepForm | None) -> list[Offered]:
    """The possible steps of the cell, each with its form; ``typed`` keeps its values."""
    initial = {"seen": steps[-1].step.pk if steps else None}
    found = []
    for move in CONCERN.offered(concern.state):
        if move.name not in OF_THE_CELL:
            continue
        is_typed = typed is not None and typed["move"].value() == move.name
        if is_typed:
            form = typed
        else:
            form = FORMS[move.name](concern=concern, initial=initial | {"move": move.name}, auto_id=f"{move.name}-%s")
        found.append(Offered(move, form, is_typed))
    return found


def form_of(concern: Concern, typed: Mapping[str, Any] | None) -> StepForm | None:
    """The posted form of a step; ``None`` for an unknown step."""
    name = typed.get("move", "") if typed else ""
    return FORMS[name](typed, concern=concern, auto_id=f"{name}-%s") if name in FORMS else None


def seeing_now(form: StepForm, concern: Concern) -> StepForm:
    """The same values, with the newest step as ``seen``."""
    typed = form.data.copy()
    newest = concern.steps.last()
    typed["seen"] = newest.pk if newest else ""
    return type(form)(typed, concern=concern, auto_id=form.auto_id)


def left(typed: StepForm | None, offers: list[Offered]) -> Left | None:
    sentence = typed["sentence"].value() if typed and "sentence" in typed.fields else ""
    if typed is None or not sentence or any(each.form is typed for each in offers):
        return None
    return Left(CONCERN.by_name[typed["move"].value()].label, sentence)
