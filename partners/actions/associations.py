from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.texts import Texts
from core.versions import change
from partners.models import Association
from partners.states import VERIFICATION
from reference.models import Area, Theme


def register(
    *, by: User, name: Texts, seat: str = "", areas: Iterable[Area] = (), themes: Iterable[Theme] = ()
) -> Association:
    """Note an association that the cell knows of; it starts as *pending*."""
    with transaction.atomic():
        association = Association.objects.create(name=name, seat=seat)
        association.areas.set(areas)
        association.themes.set(themes)
    return association


def edit(
    association: Association,
    *,
    by: User,
    version: int,
    name: Texts,
    seat: str,
    areas: Iterable[Area],
    themes: Iterable[Theme],
) -> Association:
    with transaction.atomic():
        change(association, expected=version, name=name, seat=seat)
        association.areas.set(areas)
        association.themes.set(themes)
    return association


def move(association: Association, *, by: User, move: str, sentence: str = "") -> Association:
    """Verify, refuse or suspend. The sentence is kept for the association."""
    with transaction.atomic():
        row = Association.objects.select_for_update().get(pk=association.pk)
        row.state = VERIFICATION.target(move, row.state)
        if VERIFICATION.by_name[move].needs_sentence and not sentence.strip():
            raise DomainError(_("Say why, in a sentence for the association."))
        row.state_reason = sentence.strip()
        row.save(update_fields=["state", "state_reason"])
    return row
