"""Sessions of a programme. Two in one week at one institution only with a sentence that it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import User
from cooperation.models import Programme, ProgrammeSession
from cooperation.models.programmes import Progress
from cooperation.programmes.drafting import PROGRAMMES, check_may_write
from core.db.optimistic_lock import change
from core.errors import DomainError
from publications.drafts.states import DraftState
from publications.models import Document
from publications.schemas import ProgrammeDocument
from reference.models import Institution

SOMEBODY_ELSE = gettext_lazy("another programme")


class DoubleBooked(DomainError):
    """``clashes``: sessions at the same institution in the same week."""

    def __init__(self, clashes: Sequence[ProgrammeSession], by: User) -> None:
        self.clashes = clashes
        names = ", ".join(f"“{name}”" for name in names_for(clashes, by))
        super().__init__(
            _(
                "This institution has another session in the same week: %(names)s. Say in a sentence that it is meant, or choose another week."
            )
            % {"names": names}
        )


def save(
    programme: Programme,
    *,
    by: User,
    session: ProgrammeSession | None = None,
    version: int = 0,
    meant: str = "",
    **values: Any,
) -> ProgrammeSession:
    """A new session, or a change of ``session``; ``by`` becomes an author. Raises :class:`DoubleBooked` without ``meant``."""
    with transaction.atomic():
        row = PROGRAMMES.locked(programme)
        check_may_write(row, by)
        day = values["day"]
        if not row.begins_on <= day <= row.ends_on:
            raise DomainError(_("The session lies outside the days of its programme."))
        found = clashes(row, values.get("institution"), day) if not values.get("is_called_off") else []
        if found and not meant.strip():
            raise DoubleBooked(found, by)
        values["meant"] = meant.strip() if found else ""
        if session is None:
            session = ProgrammeSession(programme=row, **values)
            session.full_clean()
            session.save()
        else:
            session = row.sessions.select_for_update().get(pk=session.pk)
            session = change(session, expected=version, **values)
        PROGRAMMES.note(row, "session", by)
        return session


def remove(session: ProgrammeSession, *, by: User) -> None:
    with transaction.atomic():
        row = PROGRAMMES.locked(session.programme)
        check_may_write(row, by)
        row.sessions.filter(pk=session.pk).delete()
        PROGRAMMES.note(row, "session", by)


def clashes(programme: Programme, institution: Institution | None, day: Any) -> list[ProgrammeSession]:
    """Sessions of other programmes at ``institution`` in the week of ``day``. Locks the institution until the end of the transaction,
    so that two who save at once see each other. A joint programme and its origins share their sessions.
    """
    if institution is None:
        return []
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    family = {programme.pk, *programme.origins.values_list("pk", flat=True)}
    family |= set(Programme.objects.filter(origins__in=family).values_list("pk", flat=True))
    rows = ProgrammeSession.objects.in_week_of(day).filter(institution=institution, is_called_off=False)
    gone = Q(programme__state=DraftState.WITHDRAWN) | Q(programme__progress=Progress.CALLED_OFF)
    return list(rows.exclude(gone).exclude(programme__in=family).select_related("programme").order_by("day", "pk"))


def names_for(found: Sequence[ProgrammeSession], by: User) -> list[str]:
    """Titles of the programmes; of one that ``by`` may not read, that there is one."""
    keys = {session.programme.key: session.programme for session in found}
    public = set(
        Document.objects.filter(kind=ProgrammeDocument.kind, key__in=keys, is_listed=True).values_list("key", flat=True)
    )
    own = set(Programme.objects.visible_to(by).filter(key__in=keys).values_list("key", flat=True))
    return [str(row.title) if key in public | own else str(SOMEBODY_ELSE) for key, row in keys.items()]
