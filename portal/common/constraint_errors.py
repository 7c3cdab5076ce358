"""Puts the message of a database constraint on several fields beside the field that contradicts the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint

from core.text.forms import holds_something


def move_to_fields(form: forms.ModelForm[Any], shown_as: dict[str, str]) -> None:
    """``shown_as``: the name of the form's field where it is not that of the column.

    Of the fields that a constraint names, the last one in the order of the page that is filled in has the error: it was typed after the
    others. Where none is, the first one.
    """
    left = form.errors.get(NON_FIELD_ERRORS)
    if not left:
        return
    places = _places(form, shown_as)
    errors: list[ValidationError] = left.as_data()
    found = [(error, places.get(str(error.message))) for error in errors]
    if not any(place for _error, place in found):
        return
    del form.errors[NON_FIELD_ERRORS]
    for error, place in found:
        form.add_error(place, error)


def _places(form: forms.ModelForm[Any], shown_as: dict[str, str]) -> dict[str, str]:
    """The field for each message of a constraint; without constraints none of whose fields is in the form."""
    named: dict[str, set[str]] = {}
    for constraint in form._meta.model._meta.constraints:
        names = {shown_as.get(name, name) for name in _columns_of(constraint)}
        named.setdefault(str(constraint.get_violation_error_message()), set()).update(names)
    places = {}
    for message, names in named.items():
        shown = [name for name in form.fields if name in names and not form.fields[name].widget.is_hidden]
        filled = [name for name in shown if holds_something(form.cleaned_data.get(name))]
        if shown:
            places[message] = filled[-1] if filled else shown[0]
    return places


def _columns_of(constraint: BaseConstraint) -> Iterator[str]:
    if isinstance(constraint, CheckConstraint):
        yield from _columns(constraint.condition)
    elif isinstance(constraint, UniqueConstraint):
        yield from constraint.fields


def _columns(condition: Any) -> Iterator[str]:
    for child in condition.children if isinstance(condition, Q) else ():
        if isinstance(child, Q):
            yield from _columns(child)
        elif isinstance(child, tuple):
            yield child[0].split("__")[0]
            if isinstance(child[1], F):
                yield child[1].name
