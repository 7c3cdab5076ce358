"""The kinds of reference entries, with their fields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms import modelform_factory
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.staff.forms import VersionedForm
from reference.models import Area, Entry, Helpline, Institution, PoliceUnit, Theme

# Django's own message speaks of a "slug", which no officer knows.
KEY_SIGNS = _("Only Latin letters without accents, digits, and the signs - and _.")
COMMON = ("position", "is_retired")
CONTACT = ("number", "url", "address")


class EntryForm(VersionedForm):
    """``key`` cannot be changed later: published documents cite it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["key"]
        else:
            self.fields["key"].error_messages["invalid"] = KEY_SIGNS
            self.fields["key"].help_text = KEY_SIGNS
        if "parent" in self.fields and self.instance.pk:
            below = type(self.instance).objects.below(self.instance.pk)
            self.fields["parent"].queryset = self.fields["parent"].queryset.exclude(pk__in=below)


@dataclass(frozen=True)
class ReferenceKind:
    """``fields``: in addition to key, name, position and retirement."""

    model: type[Entry]
    title: str | Promise
    new: str | Promise
    fields: tuple[str, ...]

    @cached_property
    def form(self) -> type[EntryForm]:
        return modelform_factory(self.model, form=EntryForm, fields=("key", "name", *self.fields, *COMMON))

    @property
    def has_contacts(self) -> bool:
        return set(CONTACT) <= set(self.fields)

    @property
    def related(self) -> tuple[str, ...]:
        return ("parent",) if "parent" in self.fields else ()


KINDS = {
    "theme": ReferenceKind(Theme, _("Themes"), _("New theme"), ("parent", "care", "lead_body")),
    "area": ReferenceKind(
        Area,
        _("Areas"),
        _("New area"),
        ("kind", "parent", "population", "population_year", "source", "needs_local_reader"),
    ),
    "unit": ReferenceKind(PoliceUnit, _("Police units"), _("New police unit"), ("level", "parent", *CONTACT)),
    "institution": ReferenceKind(Institution, _("Institutions"), _("New institution"), ("kind", *CONTACT)),
    "helpline": ReferenceKind(
        Helpline, _("Helplines"), _("New helpline"), ("number", "url", "note", "in_masthead", "source")
    ),
}
