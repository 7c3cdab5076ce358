"""Declarations of the three lists of a meeting's record: actions to add, edit, order and delete rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.models import Attendance, Intervention, Point
from consultations.record import attendance, contributions, people, points, said_points
from portal.staff.record.forms import ContributionForm, PointForm, PresenceForm
from portal.staff.record.several import PeopleForm
from portal.staff.record.several_points import PointsForm


@dataclass(frozen=True)
class Part:
    """``name``: in URL names and anchors; ``folder``: in paths; ``first``: the field with the focus."""

    name: str
    folder: str
    model: type[models.Model]
    form: type[Any]
    first: str
    add: Callable[..., Any]
    edit: Callable[..., Any]
    remove: Callable[..., None]
    shift: Callable[..., None]
    new: str | Promise
    change: str | Promise
    take_away: str | Promise


@dataclass(frozen=True)
class Several:
    """Rows of a list that are typed at once. ``next_page``: its URL name."""

    name: str
    folder: str
    form: type[Any]
    add: Callable[..., Any]
    heading: str | Promise
    next_page: str


PRESENCE = Part(
    name="presence",
    folder="presence",
    model=Attendance,
    form=PresenceForm,
    first="function",
    add=attendance.add,
    edit=attendance.edit,
    remove=attendance.remove,
    shift=attendance.shift,
    new=_("Note somebody present"),
    change=_("Somebody present"),
    take_away=_("Remove this presence"),
)
CONTRIBUTION = Part(
    name="contribution",
    folder="contributions",
    model=Intervention,
    form=ContributionForm,
    first="text",
    add=contributions.contribute,
    edit=contributions.edit_contribution,
    remove=contributions.remove_contribution,
    shift=contributions.shift_contribution,
    new=_("Write down a contribution"),
    change=_("A contribution"),
    take_away=_("Remove this contribution"),
)
POINT = Part(
    name="point",
    folder="points",
    model=Point,
    form=PointForm,
    first="title",
    add=said_points.note,
    edit=points.edit_point,
    remove=points.remove_point,
    shift=points.shift_point,
    new=_("Note a point"),
    change=_("A point"),
    take_away=_("Remove this point"),
)


PARTS = (PRESENCE, CONTRIBUTION, POINT)
SEVERAL = (
    Several(
        "presence", "presence", PeopleForm, people.note_several, _("Who was there"), next_page="staff:point_several"
    ),
    Several(
        "point", "points", PointsForm, said_points.note_several, _("What came out of it"), next_page="staff:meeting"
    ),
)
