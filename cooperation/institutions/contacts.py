from __future__ import annotations

from typing import Any, Final

from django.db import transaction

from accounts.models import User
from accounts.permissions import require
from cooperation.models import InstitutionContact

WRITE: Final = "cooperation.write_to_institutions"


def add(*, by: User, **values: Any) -> InstitutionContact:
    require(by, WRITE)
    row = InstitutionContact(**values)
    row.full_clean()
    row.save()
    return row


def change(contact: InstitutionContact, *, by: User, **values: Any) -> InstitutionContact:
    """Links that were sent before stay open: they belong to the institution."""
    require(by, WRITE)
    with transaction.atomic():
        row = InstitutionContact.objects.select_for_update().get(pk=contact.pk)
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
        return row
