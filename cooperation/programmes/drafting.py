"""The draft of a programme, and what associations propose."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.convergence import suggestions
from cooperation.models import Programme
from cooperation.programmes.composition import pending
from core.date_limits import PROMISES
from core.db.optimistic_lock import change
from core.errors import DomainError, NotAllowed
from partners.models import Association
from partners.states import MAY_SUBMIT
from publications.drafts.actions import Drafting
from publications.drafts.states import DraftState
from publications.schemas import ProgrammeDocument

MOST_PROPOSED: Final = 10
"""Of one association, not yet public, so that nobody floods the editors."""


class ProgrammeDrafting(Drafting[Programme]):
    """Whatever changes a programme may make it meet another one."""

    def begin(self, *, by: Any, **values: Any) -> Programme:
        check_days(values)
        with transaction.atomic():
            row = super().begin(by=by, **values)
            suggestions.refresh(row)
            return row

    def save(self, row: Programme, *, by: Any, version: int, **values: Any) -> Programme:
        check_days(values)
        with transaction.atomic():
            row = super().save(row, by=by, version=version, **values)
            suggestions.refresh(row)
            return row

    def begin_for(self, association: Association, *, by: User, **values: Any) -> Programme:
        """Of a member, whose right :func:`propose` asks for."""
        plain, related = self._split(values)
        row = Programme(association=association, **plain)
        row.full_clean()
        row.save()
        self._relate(row, related)
        self.note(row, "propose", by)
        suggestions.refresh(row)
        return row

    def store(self, row: Programme, *, by: User, version: int, **values: Any) -> Programme:
        """Of a member, whose right :func:`reword` asks for."""
        plain, related = self._split(values)
        row = change(row, expected=version, **plain)
        self._relate(row, related)
        row.authors.add(by)
        suggestions.refresh(row)
        return row


def _refresh(row: Programme, _by: User) -> None:
    suggestions.refresh(row)


PROGRAMMES: Final = ProgrammeDrafting(
    Programme,
    ProgrammeDocument.kind,
    write_right="cooperation.write_programmes",
    approve_right="cooperation.approve_programmes",
    compose=pending,
    on_withdraw=_refresh,
)


def propose(association: Association, *, by: User, **values: Any) -> Programme:
    """An association proposes a programme of its own. The cell’s editor words it, a second person publishes it; ``by`` is an author."""
    check_member(association, by)
    if association.state not in MAY_SUBMIT:
        raise NotAllowed(_("Your association cannot write to the cell at the moment."))
    check_days(values)
    with transaction.atomic():
        Association.objects.select_for_update().get(pk=association.pk)
        waiting = association.programmes.filter(state__in=(DraftState.DRAFTING, DraftState.RETURNED))
        if waiting.count() >= MOST_PROPOSED:
            raise DomainError(
                _("Many of your programmes wait for the cell. Propose the next one after it has read them.")
            )
        return PROGRAMMES.begin_for(association, by=by, **values)


def reword(programme: Programme, *, by: User, version: int, **values: Any) -> Programme:
    """Members change what they proposed as long as :func:`check_may_write` lets them."""
    check_days(values)
    with transaction.atomic():
        check_may_write(PROGRAMMES.locked(programme), by)
        return PROGRAMMES.store(programme, by=by, version=version, **values)


def check_may_write(programme: Programme, by: User) -> None:
    """The cell’s editors; members of its association until the cell has published it once."""
    PROGRAMMES.check_writable(programme)
    if by.has_perm(PROGRAMMES.write_right):
        return
    if programme.association is None or PROGRAMMES.was_published(programme):
        raise NotAllowed(_("The cell writes in this programme now. Report to it what was done."))
    check_member(programme.association, by)


def check_member(association: Association, by: User) -> None:
    if not association.memberships.current().filter(user=by).exists():
        raise NotAllowed(_("Only members of the association can do this."))


def check_days(values: dict[str, Any]) -> None:
    for name in ("begins_on", "ends_on"):
        PROMISES.check(values.get(name))
