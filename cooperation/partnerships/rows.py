"""Parties and deliverables of a draft. Whoever changes one is an author of the next edition."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import User
from consultations.models import Meeting
from cooperation.models import Deliverable, Partnership, PartnershipParty
from cooperation.partnerships.publication import PARTNERSHIPS
from core.errors import DomainError
from core.permissions import require
from core.text import formats
from core.text.texts import LANGUAGES, Texts, in_each_language

Row = PartnershipParty | Deliverable
PROMISED: Final = ("what", "due_on", "amount", "party")


def add(model: type[Row], partnership: Partnership, *, by: User, **values: Any) -> Row:
    with transaction.atomic():
        row = model(partnership=_open(partnership, by), **values)
        row.full_clean()
        row.save()
        return row


def change(row: Row, *, by: User, **values: Any) -> Row:
    with transaction.atomic():
        _open(row.partnership, by)
        found = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
        if isinstance(found, Deliverable) and PARTNERSHIPS.was_published(row.partnership):
            _tell_readers(found, values)
        for name, value in values.items():
            setattr(found, name, value)
        found.full_clean()
        found.save()
        return found


def _tell_readers(promised: Deliverable, values: dict[str, Any]) -> None:
    """A promise that is public changes with a note that says so and gives the days, in the words of the portal, beside those of the editor."""
    if all(getattr(promised, name) == values.get(name, getattr(promised, name)) for name in PROMISED):
        return
    days = (promised.due_on, values.get("due_on", promised.due_on))

    def words(language: str) -> str:
        before, after = (formats.day(day, language) for day in days)
        said = {"what": promised.what.in_language(language).text, "before": before, "after": after}
        return gettext("The promise “%(what)s” was changed: due on %(before)s before, on %(after)s now.") % said

    told = Partnership.objects.get(pk=promised.partnership_id)
    note, more = told.change_note, in_each_language(words)
    joined = {language: _joined(getattr(note, language), getattr(more, language)) for language in LANGUAGES}
    Partnership.objects.filter(pk=told.pk).update(change_note=Texts(**joined))


def _joined(before: str, more: str) -> str:
    return before if more in before else f"{before} {more}".strip()


def remove(row: Row, *, by: User) -> None:
    """Only before the first edition: afterwards a promise is kept, late or given up with a reason, and never gone."""
    with transaction.atomic():
        partnership = _open(row.partnership, by)
        if PARTNERSHIPS.was_published(partnership):
            raise DomainError(_("This stands in a published edition. Give it up with a reason instead."))
        if isinstance(row, PartnershipParty) and row.deliverables.exists():
            raise DomainError(_("This party is responsible for a promise. Move that to another party first."))
        type(row).objects.filter(pk=row.pk).delete()


def put_on_review(partnership: Partnership, meeting: Meeting, *, by: User) -> Partnership:
    """The meeting is about this agreement; the public page names it once it is announced, from the next edition on."""
    require(by, PARTNERSHIPS.write_right)
    with transaction.atomic():
        row = PARTNERSHIPS.locked(partnership)
        row.reviews.add(meeting)
        return row


def take_from_review(partnership: Partnership, meeting: Meeting, *, by: User) -> Partnership:
    require(by, PARTNERSHIPS.write_right)
    with transaction.atomic():
        row = PARTNERSHIPS.locked(partnership)
        row.reviews.remove(meeting)
        return row


def renew(partnership: Partnership, *, by: User) -> Partnership:
    """A draft that continues a published agreement: the same words and parties, as many days from the day after its end, and nothing promised yet.
    Each association agrees anew. Calling it again gives the draft that is there."""
    require(by, PARTNERSHIPS.write_right)
    with transaction.atomic():
        old = PARTNERSHIPS.locked(partnership)
        if not old.is_public:
            raise DomainError(_("Only a published agreement can be renewed."))
        found = Partnership.objects.filter(renewed_from=old).first()
        if found is not None:
            return found
        starts_on = old.ends_on + dt.timedelta(days=1)
        row = PARTNERSHIPS.begin(
            by=by, title=old.title, objective=old.objective, renewal=old.renewal, starts_on=starts_on,
            ends_on=starts_on + (old.ends_on - old.starts_on), demands=list(old.demands.all()), renewed_from=old,
            is_demonstration=old.is_demonstration,
        )  # fmt: skip
        for party in old.parties.all():
            PartnershipParty.objects.create(
                partnership=row, unit_id=party.unit_id, institution_id=party.institution_id,
                association_id=party.association_id, brings=party.brings, signed_as=party.signed_as, place=party.place,
            )  # fmt: skip
        return PARTNERSHIPS.note(row, "renew", by)


def _open(partnership: Partnership, by: User) -> Partnership:
    require(by, PARTNERSHIPS.write_right)
    row = PARTNERSHIPS.locked(partnership)
    PARTNERSHIPS.check_writable(row)
    row.authors.add(by)
    return row
