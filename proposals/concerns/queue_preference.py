"""How one person wants the queue to look: roomy or tight rows. Kept for the account, on every device."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import require
from proposals.concerns import review
from proposals.models import QueuePreference


def is_tight(user: User) -> bool:
    return QueuePreference.objects.filter(user=user, is_tight=True).exists()


def choose(*, by: User, is_tight: bool) -> None:
    require(by, review.REVIEW)
    QueuePreference.objects.update_or_create(user=by, defaults={"is_tight": is_tight})
