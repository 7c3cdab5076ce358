"""Ask once more, in an action, for the right that a view has asked for. Which functions give which right stands in each app."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import NotAllowed

PERMISSION_DENIED = _("Your function in the cell does not include this step. Ask a colleague whose function does.")


def require(user: Any, permission: str) -> None:
    """Raises :class:`~core.errors.NotAllowed` without ``permission``."""
    if not user.has_perm(permission):
        raise NotAllowed(PERMISSION_DENIED)
