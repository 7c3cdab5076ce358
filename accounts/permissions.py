"""Permissions, as predicates over the functions held today. Permissions on objects are in each domain app."""

from __future__ import annotations

from typing import Any

import rules

from accounts.models import HeldFunction
from core.permissions import PERMISSION_DENIED, require

__all__ = ["PERMISSION_DENIED", "Function", "holds", "require"]
Function = HeldFunction.Function


def holds(*functions: str) -> rules.Predicate:
    """True for an active user who holds one of ``functions`` today."""

    @rules.predicate(name="holds_" + "_or_".join(functions))
    def predicate(user: Any) -> bool:
        return bool(getattr(user, "functions", frozenset()) & set(functions))

    return predicate


is_recorder = holds(Function.RECORDER)
is_moderator = holds(Function.MODERATOR)
is_editor = holds(Function.EDITOR)
is_head = holds(Function.HEAD)
is_liaison = holds(Function.LIAISON)
is_administrator = holds(Function.ADMINISTRATOR)
is_staff = holds(*Function.values)

rules.add_perm("accounts.enter_office", is_staff)
rules.add_perm("accounts.manage_people", is_administrator)
rules.add_perm("reference.change", is_administrator | is_head | is_editor)
# That nobody may approve their own entries is checked by reference.actions and a database constraint.
rules.add_perm("reference.approve", is_head | is_editor)
