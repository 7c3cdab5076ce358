"""The message for a person whose request violated a database constraint."""

from __future__ import annotations

from django.apps import apps
from django.db import IntegrityError
from django.db.models import BaseConstraint
from django.utils.translation import gettext


def sentence_of(error: IntegrityError) -> str:
    """The ``violation_error_message`` of the constraint, never PostgreSQL's message: that one contains values of the row."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in (each for model in apps.get_models() for each in model._meta.constraints):
        if constraint.name == name and _has_words(constraint):
            return str(constraint.get_violation_error_message())
    return gettext("The record does not allow this as it stands now.")


def _has_words(constraint: BaseConstraint) -> bool:
    return constraint.violation_error_message != constraint.default_violation_error_message
