"""Puts the message of a database constraint on several fields beside the field that contradicts the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint


def move_to_fields(form: forms.ModelForm[Any], shown_as: dict[str, str]) -> None:
    """``shown_as``: the name of the form's field where it is not that of the column.

    Of the fields that a constraint names, the last one in the order of the page has the error: it was typed after the others.
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
    order, places = list(form.fields), {}
    for constraint in form._meta.model._meta.constraints:
        names = {shown_as.get(name, name) for name in _columns_of(constraint)}
        shown = [name for name in order if name in names and not form.fields[name].widget.is_hidden]
        if shown:
            places[str(constraint.get_violation_error_message())] = shown[-1]
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
