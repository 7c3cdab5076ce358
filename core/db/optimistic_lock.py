"""Optimistic locking of edited rows: the second of two editors gets an error instead of overwriting."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.db.checks import CheckedAtOnce
from core.errors import EditedMeanwhile


class Versioned(CheckedAtOnce):
    """A row whose text people edit; ``version`` grows by one with each save through :func:`change`."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Versioned)


def change(row: Row, *, expected: int, **values: Any) -> Row:
    """Write ``values`` if ``row`` is still at version ``expected``.

    One UPDATE with the version in its condition, so that of two simultaneous savers exactly one succeeds.
    Raises :class:`EditedMeanwhile` for the other; ``row`` then holds the stored values.
    """
    model = type(row)
    changed = model._base_manager.filter(pk=row.pk, version=expected).update(version=expected + 1, **values)
    row.refresh_from_db()
    if not changed:
        raise EditedMeanwhile(_("Somebody else saved this text while you were writing. Compare both, then save again."))
    return row
