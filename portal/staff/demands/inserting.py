"""Prepared sentences on the form of a follow-up: a button of the form, so that it works without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.text.texts import LANGUAGES, Texts
from portal.common.numbers import number_of
from proposals.demands import sentences
from proposals.models import FollowUp, PreparedSentence
from proposals.states import FOLLOW_UP

BUTTON: Final = "insert"
NEWS: Final = "news"


class Offered(NamedTuple):
    """``move``: for the styles, which show the sentences of the chosen move."""

    pk: int
    move: str
    label: str | Promise
    text: Texts


class Inserted(NamedTuple):
    """``typed``: the form as it was sent, with the sentence in it; ``words``: what the writer should know."""

    typed: QueryDict
    words: str


def offered(draft: FollowUp) -> list[Offered]:
    return [
        Offered(row.pk, row.move or NEWS, label_of(row), _filled(row, draft, draft.due_on, draft.body))
        for row in sentences.offered(draft)
    ]


def insert(typed: QueryDict, draft: FollowUp, make: Callable[[Any], Any]) -> Inserted:
    """Put a sentence after what is typed in the field for the public, in each language that it has."""
    row = PreparedSentence.objects.filter(pk=number_of(typed[BUTTON]), is_retired=False).first()
    if row is None:
        raise Http404
    form = make(typed)
    form.is_valid()
    text = _filled(row, draft, form.cleaned_data.get("due_on"), form.cleaned_data.get("body"))
    done, was_empty = typed.copy(), True
    for language in LANGUAGES:
        name, words = f"sentence_{language}", getattr(text, language)
        before = typed.get(name, "").strip()
        if words and words not in before:
            was_empty = was_empty and not before
            done[name] = f"{before} {words}".strip()
    return Inserted(done, _words(text, was_empty=was_empty))


def _words(text: Texts, *, was_empty: bool) -> str:
    if left := sentences.unfilled(text):
        return _("Replace what is still open, or choose it above and insert again: %(left)s") % {"left": " ".join(left)}
    if not was_empty:
        return _("It stands after what you had written.")
    return _("Change it as you like, then save.")


def _filled(row: PreparedSentence, draft: FollowUp, due_on: Any, body: Any) -> Texts:
    return sentences.filled(row.text, demand=draft.demand, due_on=due_on, body=body)


def label_of(row: PreparedSentence) -> str | Promise:
    """Of a sentence about a demand."""
    if row.reason:
        return row.get_reason_display()
    if row.body_kind:
        return row.get_body_kind_display()
    return FOLLOW_UP.by_name[row.move].label if row.move else _("News without a step")
