"""Views of a list of the office that somebody keeps for himself or herself: a name and filters."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.db import locks
from core.db.functions import by_name
from core.errors import DomainError
from proposals.models import SavedView

Kind = SavedView.Kind
MOST: Final = 20
"""Views of one person in one list."""
READ: Final = {Kind.DEMANDS: "proposals.view_demands", Kind.CONCERNS: "proposals.review_concerns"}
"""The right to read each list."""


def of(user: User, kind: Kind) -> QuerySet[SavedView]:
    """Views are seen by the person who keeps them, and by nobody else."""
    return SavedView.objects.filter(user=user, kind=kind).order_by(by_name("name"), "pk")


def save(kind: Kind, *, by: User, name: str, filters: dict[str, str]) -> SavedView:
    """Raises :class:`~core.errors.DomainError` for a name that the person has already, and for more than :data:`MOST` views."""
    require(by, READ[kind])
    if not name.strip():
        raise DomainError(_("Give the view a name."))
    with transaction.atomic():
        locks.hold(f"saved views:{by.pk}")
        own = of(by, kind)
        if own.filter(name=name.strip()).exists():
            raise DomainError(_("You have a view of this name already."))
        if own.count() >= MOST:
            raise DomainError(_("Remove a view first: you have as many as one person can keep."))
        return SavedView.objects.create(user=by, kind=kind, name=name.strip(), filters=filters)


def remove(view: SavedView, *, by: User) -> None:
    of(by, Kind(view.kind)).filter(pk=view.pk).delete()
