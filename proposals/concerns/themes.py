"""The theme under which the cell finds a concern: corrected when an association chose another one, or none.

The association is not told: nothing that it wrote changes, and the public wording has themes of its own.
"""

from __future__ import annotations

import pghistory
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.errors import DomainError
from proposals.concerns import review
from proposals.models import Concern
from reference.models import Theme


def set_theme(concern: Concern, *, by: User, theme: Theme) -> list[str]:
    """``theme`` takes the place of all themes of the concern; returns the keys of those before. Its history tells who did, and when."""
    require(by, review.REVIEW)
    with transaction.atomic(), pghistory.context(user=by.pk):
        row = review.locked(concern)
        if refused := refusal(row, theme):
            raise DomainError(refused)
        before = list(row.themes.order_by("pk").values_list("key", flat=True))
        row.themes.set([theme])
    return before


def refusal(concern: Concern, theme: Theme | None) -> str | Promise:
    """Why the theme cannot be set, or ""."""
    if concern.is_confidential:
        return _("It is confidential: its themes are sealed with it.")
    if theme is None or theme.is_retired:
        return _("Choose a theme.")
    return _("It has this theme already.") if [each.pk for each in concern.themes.all()] == [theme.pk] else ""
