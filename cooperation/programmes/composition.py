"""What the approval of a programme publishes. Of sessions in schools neither day nor hour, so that nobody reads when minors are where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from cooperation.models import Programme, ProgrammeSession
from core.errors import DomainError
from core.text.texts import Texts
from partners import directory
from partners.models import Association
from partners.states import MAY_BE_LISTED
from proposals.demands import name_authors
from publications.models import Document
from publications.name_authors import texts_in
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import DemandDocument, ProgrammeDocument
from publications.schemas.base import AreaRef, ThemeRef
from publications.schemas.programme import Organiser, Origin, Session
from reference.models import Institution

WEEK = dt.timedelta(days=6)


def pending(programme: Programme) -> PendingPublication:
    """Its authors are those of the programme, and of the title of an origin that is not public."""
    origins = list(programme.origins.select_related("association", "institution"))
    live = _live_bodies(programme, *origins)
    body = compose(programme, origins, live)
    document = PendingDocument.edition(
        body, note=programme.change_note or None, listed_on=body.begins_on, state=body.state
    )
    writers = set(programme.authors.values_list("pk", flat=True))
    for origin in origins:
        if origin.key not in live:
            writers.update(origin.authors.values_list("pk", flat=True))
    known = live.get(programme.key)
    renamers = name_authors.of_rows(_named(programme, origins), texts_in(known) if known else ())
    return prepare([document], writers=writers, renamers=renamers)


def compose(
    programme: Programme, origins: Collection[Programme], live: dict[str, ProgrammeDocument]
) -> ProgrammeDocument:
    sessions = list(programme.sessions.select_related("area", "institution"))
    institutions = list(programme.institutions.all())
    hidden = _hidden(programme, *origins)
    begins, ends = programme.begins_on, programme.ends_on
    if any(each.is_in_school for each in sessions) or any(map(is_school, institutions)):
        begins, ends = monday(begins), monday(ends) + WEEK
    state: Any = programme.progress
    sides = origins or [programme]
    listed = _listed([side.association for side in sides if side.association])
    return ProgrammeDocument(
        key=programme.key,
        demonstration=programme.is_demonstration,
        title=programme.title,
        summary=programme.summary,
        state=state,
        audiences=programme.audiences,
        begins_on=begins,
        ends_on=ends,
        organisers=[organiser(side, listed) for side in sides],
        themes=[ThemeRef(key=theme.key, name=theme.name) for theme in programme.themes.all()],
        areas=[AreaRef(key=area.key, name=area.name) for area in programme.areas.all()],
        places=_places(institutions, hidden),
        brings=programme.brings,
        materials=programme.materials,
        sessions=[_session(each, hidden) for each in sessions],
        done=programme.done,
        people_reached=programme.people_reached,
        origins=[_origin(each, live.get(each.key), listed) for each in origins],
        demands=_public_demands(programme),
    )


def _session(session: ProgrammeSession, hidden: Collection[int]) -> Session:
    in_school = session.is_in_school
    return Session(
        key=session.key,
        week=monday(session.day),
        day=None if in_school else session.day,
        starts_at=None if in_school else session.starts_at,
        ends_at=None if in_school else session.ends_at,
        area=AreaRef(key=session.area.key, name=session.area.name),
        place=_place(session, hidden),
        people_reached=session.people_reached,
        is_called_off=session.is_called_off,
    )


def organiser(programme: Programme, listed: Collection[str]) -> Organiser:
    """Of one side. Raises :class:`~core.errors.DomainError` for an association that may not be named at the moment."""
    association, institution = programme.association, programme.institution
    if association is not None:
        if association.state not in MAY_BE_LISTED:
            raise DomainError(_("The association that organises it cannot be named in public at the moment."))
        key = association.key if association.key in listed else ""
        return Organiser(kind="association", key=key, name=association.name)
    if institution is not None:
        return Organiser(kind="institution", name=institution.name)
    return Organiser(kind="cell", name=Texts(**settings.SITE["cell"].model_dump()))


def is_school(institution: Institution) -> bool:
    return institution.kind == Institution.Kind.EDUCATION


def monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _hidden(*programmes: Programme) -> set[int]:
    """Institutions that a session of one of ``programmes`` hides."""
    rows = ProgrammeSession.objects.filter(programme__in=programmes, is_place_hidden=True, institution__isnull=False)
    return set(rows.values_list("institution_id", flat=True))


def _place(session: ProgrammeSession, hidden: Collection[int]) -> Texts:
    if session.is_place_hidden or session.institution_id in hidden:
        return Texts()
    # A room or a gate of a school would say more than the school.
    if session.is_in_school or not session.place:
        return session.institution.name if session.institution else Texts()
    return session.place


def _places(institutions: Collection[Institution], hidden: Collection[int]) -> list[Texts]:
    """Schools first."""
    shown = [each for each in institutions if each.pk not in hidden]
    return [each.name for each in sorted(shown, key=lambda each: (not is_school(each), each.position, each.key))]


def _origin(programme: Programme, live: ProgrammeDocument | None, listed: Collection[str]) -> Origin:
    title = live.title if live else programme.title
    return Origin(key=programme.key if live else "", title=title, organiser=organiser(programme, listed))


def _listed(associations: Collection[Association]) -> set[str]:
    """Keys of those that have a page in the directory."""
    known = {key for _label, key in directory.names_by_row(associations)}
    return {association.key for association in associations} & known


def _live_bodies(*programmes: Programme) -> dict[str, ProgrammeDocument]:
    keys = [programme.key for programme in programmes]
    rows = Document.objects.filter(kind=ProgrammeDocument.kind, key__in=keys, is_listed=True).select_related("live")
    bodies = {row.key: row.live.body for row in rows if row.live}
    return {key: body for key, body in bodies.items() if isinstance(body, ProgrammeDocument)}


def _public_demands(programme: Programme) -> list[str]:
    keys = [str(number) for number in programme.demands.values_list("number", flat=True)]
    found = Document.objects.filter(kind=DemandDocument.kind, key__in=keys, is_listed=True)
    return sorted(found.values_list("key", flat=True), key=int)


def _named(programme: Programme, origins: Collection[Programme]) -> Iterator[Model]:
    """Rows whose names the document shows."""
    yield from (*programme.themes.all(), *programme.areas.all(), *programme.institutions.all())
    for session in programme.sessions.select_related("area", "institution"):
        yield from filter(None, (session.area, session.institution))
    yield from filter(None, (side.organiser for side in origins or [programme]))
