"""How often something may happen in an hour or a day, by account, network, mailbox or meeting. Counted in PostgreSQL: it holds across
processes and restarts. How much may be uploaded: :mod:`core.db.upload_quotas`. Mails to one mailbox: :mod:`core.db.mail_limits`.

Asked by the pages themselves: registration (``portal/members/meetings/registration.py``), codes (``accounts/wrong_codes.py``,
``accounts/mailbox_codes.py``), following by e-mail (``followers/requests.py``). Submissions count their own rows (``proposals/concerns/submission.py``).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import TooMuch
from core.models import Usage

# The table of the quotas, where a row of a limit counts in "files" and has no size. Old rows are deleted with those of the quotas.
COUNT = """
    INSERT INTO core_usage (holder, day, files, size) VALUES (%(key)s, %(day)s, 1, 0)
    ON CONFLICT (holder, day) DO UPDATE SET files = core_usage.files + 1 WHERE core_usage.files < %(most)s
    RETURNING id
"""


class Reached(TooMuch):
    """The limit of this hour or day is reached; nothing was counted."""


class RateLimit(NamedTuple):
    """``key`` names what is counted, and for whom: ``register:12:<network>``. At most ``most`` times in a day, or in an hour of the clock."""

    key: str
    most: int
    message: str | Promise = _("That was very often. Go on later.")
    is_hourly: bool = False


def count(*limits: RateLimit) -> None:
    """Count one occurrence for every limit, or for none and raise :class:`Reached`. Before the work that the limit saves."""
    with transaction.atomic():
        for limit in sorted(limits, key=_key):
            if not _is_counted(limit):
                raise Reached(limit.message)


def is_counted(*limits: RateLimit) -> bool:
    """The same, for callers that do something else when a limit is reached."""
    try:
        count(*limits)
    except Reached:
        return False
    return True


def is_reached(limit: RateLimit) -> bool:
    """Without counting: for what is counted only when it goes wrong."""
    counted = Usage.objects.filter(holder=_key(limit), day=timezone.localdate()).values_list("files", flat=True).first()
    return (counted or 0) >= limit.most


def _key(limit: RateLimit) -> str:
    return f"{limit.key}:{timezone.localtime().hour}" if limit.is_hourly else limit.key


def _is_counted(limit: RateLimit) -> bool:
    values: dict[str, Any] = {"key": _key(limit), "day": timezone.localdate(), "most": limit.most}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        return cursor.fetchone() is not None
