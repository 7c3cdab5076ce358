"""Show and save a form; the typed values are never lost, whatever refuses them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.choices import flatten_choices
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _

from accounts.models import Refusal
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text import formats
from core.text.differences import Piece, compare
from core.text.texts import LANGUAGES, Texts
from core.web import form_recovery
from core.web.refusals import status_of
from portal.common.forms import LaidOut
from publications.findings import OpenFindings

Typed = Mapping[str, Any] | None
NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class FormPage:
    """``make`` returns the form, unbound or bound, for the stored row; ``save`` stores it and returns the redirect.

    ``asked``: what the form shows of findings of the gate that ``save`` refused.
    """

    make: Callable[[Typed], LaidOut]
    save: Callable[[dict[str, Any]], str]
    heading: str | Promise
    back: str
    template: str
    button: str | Promise = _("Save")
    more: dict[str, Any] = field(default_factory=dict)
    asked: Callable[[HttpRequest, OpenFindings], Sequence[Any]] | None = None

    def respond(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            typed = form_recovery.take(request)
            return self.show(request, self.make(typed), was_parked=typed is not None)
        form = self.make(request.POST)
        if not form.is_valid():
            return self.show(request, form)
        try:
            return redirect(self.save(form.values))
        except EditedMeanwhile as conflict:
            return self.show_both(request, conflict)
        except OpenFindings as refusal:
            # Not in all forms: those of the cell are answered beside the text.
            words = {"found": self.asked(request, refusal)} if self.asked else {}
            return self.show(request, form, status=status_of(refusal), refusal=refusal.message, **words)
        except DomainError as refusal:
            if isinstance(refusal, NotAllowed):
                Refusal.objects.note(request)
            return self.show(request, form, status=status_of(refusal), refusal=refusal.message)

    def show(self, request: HttpRequest, form: LaidOut, status: int = 200, **words: Any) -> HttpResponse:
        context = {"form": form, "heading": self.heading, "back": self.back, "button": self.button}
        empty = {
            "refusal": "",
            "differences": [],
            "found": [],
            "was_parked": False,
            "is_moved": False,
            "is_wide": False,
            "key": "",
            "remove_url": "",
            "sealed_url": "",
        }
        return render(request, self.template, context | empty | self.more | words, status=status)

    def show_both(self, request: HttpRequest, conflict: EditedMeanwhile) -> HttpResponse:
        """After a conflict: the form keeps the typed text, shows the stored text, and has the newest version number."""
        stored = self.make(None)
        typed: QueryDict = request.POST.copy()
        typed["version"] = stored["version"].value()
        form = self.make(typed)
        form.is_valid()
        return self.show(
            request, form, status_of(conflict), refusal=conflict.message, differences=differences(stored, form)
        )


class Difference(NamedTuple):
    """``code``: of the language, "" for a field without one."""

    label: str
    language: str
    pieces: list[Piece]
    code: str = ""


def differences(stored: LaidOut, typed: LaidOut, *, only: str = "") -> list[Difference]:
    """For each field and language, the difference between the stored and the typed text. ``only``: of this field."""
    found = []
    for name, form_field in typed.fields.items():
        if only and name != only:
            continue
        if form_field.widget.is_hidden or name not in typed.cleaned_data:
            continue
        before, after = stored.get_initial_for_field(form_field, name), typed.cleaned_data[name]
        found += [
            Difference(str(form_field.label), NAMES.get(language, ""), compare(old, new), language)
            for language, old, new in _versions(form_field, before, after)
            if old != new
        ]
    return found


def _versions(form_field: Any, before: Any, after: Any) -> list[tuple[str, str, str]]:
    if isinstance(after, Texts):
        stored = before if isinstance(before, Texts) else Texts(**(before or {}))
        return [(language, getattr(stored, language), getattr(after, language)) for language in LANGUAGES]
    return [("", _spoken(form_field, before), _spoken(form_field, after))]


def _spoken(form_field: Any, value: Any) -> str:
    """The displayed value of a field: labels of choices instead of keys, in the order of the form."""
    if value is None or value == "":
        return ""
    if hasattr(form_field, "queryset"):
        rows = value if hasattr(value, "__iter__") else [value]
        keys = sorted({getattr(row, "pk", row) for row in rows})
        return ", ".join(str(row) for row in form_field.queryset.model._base_manager.filter(pk__in=keys).order_by("pk"))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, dt.date | dt.time):
        return _moment(value)
    if hasattr(form_field, "choices"):
        chosen = {str(each) for each in (value if isinstance(value, list | tuple | set) else [value])}
        known = {str(key): str(label) for key, label in flatten_choices(form_field.choices)}
        return ", ".join([*(label for key, label in known.items() if key in chosen), *sorted(chosen - known.keys())])
    return str(getattr(value, "name", value))


def _moment(value: dt.date | dt.time) -> str:
    language = get_language() or LANGUAGES[0]
    if isinstance(value, dt.time):
        return formats.hour(value, language)
    return formats.day_clock(value, language) if isinstance(value, dt.datetime) else formats.day(value, language)
