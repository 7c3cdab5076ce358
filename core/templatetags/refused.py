"""Whether a page shows a form that was refused, which its title says first: a screen reader reads the title before everything else."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.template.context import Context

register = template.Library()
REFUSALS = ("refusal", "file_errors")
DEPTH = 2
"""Forms stand in lists of steps, each with its form."""


@register.simple_tag(takes_context=True)
def is_refused(context: Context) -> bool:
    """Some form in the context has errors, or a step was refused with a sentence."""
    return any(
        (name in REFUSALS and bool(value)) or _has_errors(value, DEPTH)
        for each in context
        for name, value in each.items()
    )


def _has_errors(value: Any, depth: int) -> bool:
    # Not isinstance(), which would evaluate what is lazy in the context, for instance the CSRF token.
    if issubclass(type(value), BaseForm | BaseFormSet):
        return value.is_bound and bool(value.errors)
    if depth and issubclass(type(value), list | tuple):
        return any(_has_errors(each, depth - 1) for each in value)
    return False
