"""How much one account sends and writes to the cell in a day: concerns, and letters of every kind.

Counted for the account alone (:mod:`core.db.rate_limits`), so that colleagues in its association and neighbours on its network go on.
Call in the transaction of the action, after everything that refuses it: what is refused counts nothing. Photos and documents:
:mod:`core.db.upload_quotas`; invitations and sign-ups: :mod:`partners.quotas`.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import rate_limits
from core.db.rate_limits import RateLimit


def count_concern(by: User) -> None:
    """Raises :class:`~core.db.rate_limits.Reached`; the draft stays."""
    message = _("You have sent many texts today. Your draft is kept: send it tomorrow.")
    rate_limits.count(RateLimit(f"concerns:{by.pk}", settings.SUBMISSIONS_PER_DAY, message))


def count_letter(by: User) -> None:
    """Answers to questions, letters, contests, verdicts with a sentence and marks. Raises :class:`~core.db.rate_limits.Reached`."""
    message = _(
        "You have written a lot to the cell today. What you typed stays on this page: copy it, and send it tomorrow."
    )
    rate_limits.count(RateLimit(f"letters:{by.pk}", settings.LETTERS_PER_DAY, message))
