"""How many files and bytes one account or association may upload in a day. Counted in PostgreSQL: it holds across processes and restarts.

How often something may happen: :mod:`core.db.rate_limits`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import retention
from core.db.bulk_delete import forget
from core.errors import TooMuch
from core.models import Usage

MIB = 1024 * 1024
DELETED_AFTER = dt.timedelta(days=retention.COUNTED_DAYS)
COUNT = """
    INSERT INTO core_usage (holder, day, files, size) SELECT %(holder)s, %(day)s, 1, %(size)s WHERE %(size)s <= %(most)s
    ON CONFLICT (holder, day) DO UPDATE SET files = core_usage.files + 1, size = core_usage.size + EXCLUDED.size
    WHERE core_usage.files < %(files)s AND core_usage.size + EXCLUDED.size <= %(most)s
    RETURNING id
"""


class Spent(TooMuch):
    """Enough for today; what is there already stays, and tomorrow it goes on."""


class Quota(NamedTuple):
    """``holder``: whom the limit is for, for instance ``user:5``; ``files`` and ``size`` (bytes): the limits of one day."""

    holder: str
    files: int
    size: int
    words: str | Promise = _("You have added enough files for today. They are kept; add more tomorrow.")


def of_uploads(*, user: int, association: int) -> list[Quota]:
    """The limits of uploads by associations. None is per IP address, so that an attacker cannot use up the limit of others on the same network."""
    (files, size), (all_files, all_size) = settings.UPLOADS_OF_ACCOUNT, settings.UPLOADS_OF_ASSOCIATION
    words = _("Your association has added enough files for today. They are kept; add more tomorrow.")
    return [
        Quota(f"user:{user}", files, size * MIB),
        Quota(f"association:{association}", all_files, all_size * MIB, words),
    ]


def take(quotas: Sequence[Quota], size: int) -> None:
    """Count one file of ``size`` bytes for every holder, or for none and raise :class:`Spent`.

    Call it before the file is examined, which is expensive: a file that is then refused counts, too.
    """
    with transaction.atomic():
        for quota in sorted(quotas):
            if not _counted(quota, size):
                raise Spent(quota.words)


def forget_old() -> int:
    """Delete the counts of past days; returns how many."""
    return forget(Usage.objects.filter(day__lt=timezone.localdate() - DELETED_AFTER))


def _counted(quota: Quota, size: int) -> bool:
    values: dict[str, Any] = {
        "holder": quota.holder,
        "day": timezone.localdate(),
        "size": size,
        "files": quota.files,
        "most": quota.size,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        return cursor.fetchone() is not None
