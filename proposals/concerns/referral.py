"""To whom a concern can be referred, with what an association needs to reach that body."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.text.texts import Texts
from proposals.concerns.content import Content
from reference.models import Area, Helpline, Institution, PoliceUnit

CONDUCT: Final = ("igsn", "prosecution_meknes", "public_prosecution_presidency", "cndh", "mediator")
"""Keys of the bodies that look into the conduct of police officers."""
COMMUNE: Final = "commune_"
MODELS: Final[dict[str, Any]] = {"helpline": Helpline, "body": Institution, "unit": PoliceUnit}
"""By the name of the column of :class:`~proposals.models.ConcernStep`."""


class Target(NamedTuple):
    column: str
    row: Helpline | Institution | PoliceUnit

    @property
    def key(self) -> str:
        return f"{self.column}-{self.row.pk}"

    @property
    def name(self) -> Texts:
        return self.row.name

    def contact(self, language: str) -> str:
        """Number, address on the web and postal address, as far as they are recorded."""
        return ("، " if language == "ar" else ", ").join(self._contacts(language))

    def first_contact(self, language: str) -> str:
        return next(iter(self._contacts(language)), "")

    def _contacts(self, language: str) -> list[str]:
        address = "" if isinstance(self.row, Helpline) else self.row.address.in_language(language).text
        return [each for each in (self.row.number, self.row.url, address) if each]


class Group(NamedTuple):
    label: str | Promise
    targets: list[Target]


def offered(content: Content | None) -> list[Group]:
    """For one click: helplines, the communes of the concern's areas, and the bodies for the conduct of police officers. Three queries.

    ``content``: ``None`` for a confidential concern that was not opened. All other bodies and police units are chosen in the form.
    """
    institutions = {row.key: row for row in Institution.objects.in_use()}
    communes = [COMMUNE + key for key in _communes(content)]
    groups = [
        Group(_("Help and reporting"), [Target("helpline", row) for row in Helpline.objects.in_use()]),
        Group(_("Commune"), [Target("body", institutions[key]) for key in communes if key in institutions]),
        Group(
            _("About the conduct of the police"),
            [Target("body", institutions[key]) for key in CONDUCT if key in institutions],
        ),
    ]
    return [group for group in groups if group.targets]


def _communes(content: Content | None) -> list[str]:
    """Keys of the areas of ``content``; of a neighbourhood that of its commune."""
    areas = Area.objects.select_related("parent").chosen(content.areas) if content else []
    above = [area.parent if area.kind == Area.Kind.NEIGHBOURHOOD and area.parent else area for area in areas]
    return list(dict.fromkeys(area.key for area in above))


def target(key: str) -> Target | None:
    """The body with this :attr:`Target.key`, if it is in use."""
    column, _dash, number = key.partition("-")
    if column not in MODELS or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    row = MODELS[column].objects.in_use().filter(pk=int(number)).first()
    return Target(column, row) if row else None
