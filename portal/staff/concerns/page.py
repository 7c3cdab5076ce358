"""The page of a concern: its content, and the steps that it offers."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.crypto import sealing
from core.files import serving
from core.text.differences import Piece, compare
from portal.staff.concerns import decisions, history, urgent
from portal.staff.concerns.decisions import label_of
from portal.staff.concerns.highlighting import Check, marked
from portal.staff.concerns.inbox import covered, remaining
from portal.staff.concerns.step_forms import NoteForm, StepForm
from portal.staff.templatetags.office import SHAPES
from proposals.concerns import notes, review, sealed_concern
from proposals.concerns.content import Content, Since, TimeOfDay
from proposals.concerns.warnings import about, answers
from proposals.models import Concern, ConcernStep
from reference.models import Area, Theme

MOST_OPENINGS = 50
TAKEN = {
    "submit": _("Received"),
    "begin": _("Review started"),
    "accept": _("Accepted"),
    "answer": _("Answered to the association, not published"),
    "ask": _("Question to the association"),
    "decline": _("Declined"),
    "refer": _("Referred"),
    "reply": _("Answer of the association"),
    "withdraw": _("Withdrawn by the association"),
    "hide": _("Hidden"),
    "unhide": _("Brought back"),
    "merge": _("Merged with another submission"),
    "unmerge": _("Merge undone"),
    "joined": _("Another submission was merged with this one"),
    "parted": _("The merge of another submission with this one was undone"),
    "followed": _("News about the other submission"),
    "contest": _("The association contests the decision"),
    "uphold": _("The decision is upheld"),
    "add": _("Letter of the association"),
    "write": _("Letter of the cell"),
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
    ``is_hidden``: a sentence of a hidden concern that is not opened.

    ``has_hour``: false for a letter, of which only the day is known.
    """

    step: ConcernStep
    title: str | Promise
    said: str
    is_sealed: bool
    is_hidden: bool
    why_closed: str
    has_hour: bool

    @property
    def shape(self) -> str:
        return SHAPES["Concern"].get(self.step.state, self.step.state)


class Difference(NamedTuple):
    label: str | Promise
    pieces: list[Piece]
    language: str = ""


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
    concern: Concern,
    found: Opened | None,
    *,
    user: User,
    typed: StepForm | None = None,
    seen: int | None = None,
    note: NoteForm | None = None,
) -> dict[str, Any]:
    """``found``: ``None`` for a confidential concern that was not opened; ``typed``, ``note``: refused or recovered forms.

    ``seen``: the last step that the person had read.
    """
    steps = shown_steps(concern, found)
    content = found.content if found else None
    noted = notes.read(concern, by=user, is_open=found is not None)
    return {
        "concern": concern,
        "language_name": NAMES[concern.language],
        "covered": covered(concern) if concern.is_covered else "",
        "remaining": remaining(concern),
        **urgent.context(concern),
        "content": content,
        "why_closed": found.why_closed if found else "",
        "files": files(concern, found),
        "steps": steps,
        **sealed_context(concern, steps),
        **moves_context(concern, steps, content, user=user, typed=typed),
        "meanwhile": [] if seen is None else [each for each in steps if each.step.pk > seen],
        "differences": [] if seen is None else differences(steps, seen, typed),
        "notes": noted,
        "note_form": note or NoteForm(),
        "history": history.of(concern, steps, noted),
        "merged_with": concern.merged_into,
        "parts": [],
        **(of_content(content) if content else {"checks": [], "facts": {}}),
        "merged_parts": list(concern.merged_parts.select_related("association").order_by("pk")),
    }


def sealed_context(concern: Concern, steps: list[ShownStep]) -> dict[str, Any]:
    """``was_covered``: openings are recorded, also of a text that is not hidden any more."""
    was_covered = concern.is_covered or any(each.step.move == "hide" for each in steps)
    if not was_covered:
        return {"can_open": True, "was_covered": False, "openings": [], "opening_count": 0}
    return {
        "can_open": not concern.is_confidential or sealing.can_open(),
        "was_covered": True,
        "openings": concern.openings.select_related("by", "file", "step")[:MOST_OPENINGS],
        "opening_count": concern.openings.count(),
    }


def moves_context(
    concern: Concern, steps: list[ShownStep], content: Content | None, *, user: User, typed: StepForm | None
) -> dict[str, Any]:
    """``is_unread``: a confidential concern, about which this person cannot decide yet."""
    has_opened = review.has_opened(concern, user)
    moves = decisions.possible(concern, [each.step for each in steps], has_opened=has_opened)
    newest = max((each.step.pk for each in steps), default=None)
    offers = decisions.offered(concern, moves, newest=newest, typed=typed, content=content)
    may_merge = any(move.name == "merge" for move in moves)
    return {"is_unread": not has_opened, "offered": offers, "may_merge": may_merge, "left": left(typed, offers)}


def differences(steps: list[ShownStep], seen: int, typed: StepForm | None) -> list[Difference]:
    """Between the newest sentence that a colleague sent meanwhile and the one that was typed here."""
    mine = typed["sentence"].value() if typed and "sentence" in typed.fields else ""
    theirs = [each for each in steps if each.step.pk > seen and each.step.is_from_cell and each.step.sentence]
    if not mine or not theirs:
        return []
    return [Difference(theirs[-1].title, compare(theirs[-1].step.sentence, mine))]


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
            _said(step, found) if concern.hidden_at else step.sentence or replies.get(step.pk, UNREAD).text,
            is_sealed=bool(step.sealed) and step.pk not in replies,
            is_hidden=bool(concern.hidden_at and found is None and step.sentence and not step.is_from_cell),
            why_closed=replies.get(step.pk, UNREAD).why_closed,
            has_hour=step.move != "submit" or concern.channel == Concern.Channel.ONLINE,
        )
        for step in concern.steps.select_related("by", "body", "helpline", "unit")
    ]


def _said(step: ConcernStep, found: Opened | None) -> str:
    """Of a hidden concern: what the association wrote is read with its text."""
    if found is None and not step.is_from_cell:
        return ""
    return step.sentence or (found.replies.get(step.pk, UNREAD).text if found else "")


def left(typed: StepForm | None, offers: list[decisions.Offered]) -> Left | None:
    sentence = typed["sentence"].value() if typed and "sentence" in typed.fields else ""
    if typed is None or not sentence or any(each.form is typed for each in offers):
        return None
    return Left(label_of(typed["move"].value()), sentence)
