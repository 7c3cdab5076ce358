"""Parties and deliverables of a draft. Whoever changes one is an author of the next edition."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Deliverable, Partnership, PartnershipParty
from cooperation.partnerships.publication import PARTNERSHIPS
from core.errors import DomainError
from core.permissions import require

Row = PartnershipParty | Deliverable


def add(model: type[Row], partnership: Partnership, *, by: User, **values: Any) -> Row:
    with transaction.atomic():
        row = model(partnership=_open(partnership, by), **values)
        row.full_clean()
        row.save()
        return row


def change(row: Row, *, by: User, **values: Any) -> Row:
    with transaction.atomic():
        _open(row.partnership, by)
        found = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
        for name, value in values.items():
            setattr(found, name, value)
        found.full_clean()
        found.save()
        return found


def remove(row: Row, *, by: User) -> None:
    """Only before the first edition: afterwards a promise is kept, late or given up with a reason, and never gone."""
    with transaction.atomic():
        partnership = _open(row.partnership, by)
        if PARTNERSHIPS.was_published(partnership):
            raise DomainError(_("This stands in a published edition. Give it up with a reason instead."))
        if isinstance(row, PartnershipParty) and row.deliverables.exists():
            raise DomainError(_("This party is responsible for a promise. Move that to another party first."))
        type(row).objects.filter(pk=row.pk).delete()


def put_on_review(partnership: Partnership, meeting: Any, *, by: User) -> Partnership:
    """The meeting is about this agreement; the public page names it once it is announced, from the next edition on."""
    require(by, PARTNERSHIPS.write_right)
    with transaction.atomic():
        row = PARTNERSHIPS.locked(partnership)
        row.reviews.add(meeting)
        return row


def _open(partnership: Partnership, by: User) -> Partnership:
    require(by, PARTNERSHIPS.write_right)
    row = PARTNERSHIPS.locked(partnership)
    PARTNERSHIPS.check_writable(row)
    row.authors.add(by)
    return row
