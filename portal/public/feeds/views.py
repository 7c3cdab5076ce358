"""Atom feeds (RFC 4287): what was published about a demand, a theme, an area, a police unit, or at all; the digests; what associations
wrote; programmes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal.public.themes_and_areas import tree
from publications import reader
from publications.digest_voices import headline
from publications.labels import CONCERN_STATES, DEMAND_STATES, MEETING_STATES_FOR_READERS, PROGRAMME_STATES
from publications.models import Document, Edition
from publications.querysets import DocumentQuerySet
from publications.schemas import (
    ConcernDocument,
    DemandDocument,
    DigestDocument,
    GuideDocument,
    MeetingDocument,
    NetworkDocument,
    PartnershipDocument,
    ProgrammeDocument,
    ReportDocument,
    StatementDocument,
    TrainingDocument,
)

KINDS: Final = (
    DemandDocument.kind,
    ReportDocument.kind,
    MeetingDocument.kind,
    DigestDocument.kind,
    ConcernDocument.kind,
    GuideDocument.kind,
    NetworkDocument.kind,
    StatementDocument.kind,
    PartnershipDocument.kind,
    TrainingDocument.kind,
    ProgrammeDocument.kind,
)
MOST_ENTRIES: Final = 30
# A document has no column for its unit: the newest ones are read.
READ_FOR_UNIT: Final = 300
MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"


def everything(request: HttpRequest) -> HttpResponse:
    return _feed(request, str(settings.SITE["name"]), reverse("public:home"), _live(_documents()))


def of_demand(request: HttpRequest, *, key: str) -> HttpResponse:
    """The editions of one demand, without those that are no longer served."""
    live = reader.live(DemandDocument.kind, key)
    rows = reader.editions().filter(document_id=live.document_id, is_tombstone=False).order_by("-number")
    editions = [row for row in rows[:MOST_ENTRIES] if row.number > row.document.closed_until]
    return _feed(request, str(live.body.title), reverse("public:demand", args=[key]), editions)


def of_digests(request: HttpRequest) -> HttpResponse:
    found = _live(_documents().filter(kind=DigestDocument.kind))
    return _feed(request, _("You said, we did"), reverse("public:digests"), found)


def of_concerns(request: HttpRequest) -> HttpResponse:
    found = _live(_documents().filter(kind=ConcernDocument.kind))
    return _feed(request, _("What associations wrote"), reverse("public:concerns"), found)


def of_programmes(request: HttpRequest) -> HttpResponse:
    found = _live(_documents().filter(kind=ProgrammeDocument.kind))
    return _feed(request, _("Awareness programmes"), reverse("public:programmes"), found)


def of_theme(request: HttpRequest, *, key: str) -> HttpResponse:
    known = tree.themes()
    documents = _documents().about_theme(*_with_parts(known, key))
    return _feed(request, str(known.by_key[key].name), reverse("public:theme", args=[key]), _live(documents))


def of_area(request: HttpRequest, *, key: str) -> HttpResponse:
    known = tree.areas()
    documents = _documents().about_area(*_with_parts(known, key))
    return _feed(request, str(known.by_key[key].name), reverse("public:area", args=[key]), _live(documents))


def of_unit(request: HttpRequest, *, key: str) -> HttpResponse:
    """Meetings that the unit held, their reports, and the demands that it answers."""
    known = tree.units()
    under = set(_with_parts(known, key))
    names = [known.by_key[each].name for each in under if each in known.by_key]
    found = [edition for edition in _live(_documents(), READ_FOR_UNIT) if _is_of_unit(edition.body, under, names)]
    return _feed(request, str(known.by_key[key].name), reverse("public:meetings"), found[:MOST_ENTRIES])


def _with_parts(known: tree.Vocabulary, key: str) -> list[str]:
    if key not in known.by_key:
        raise Http404
    return known.with_parts(key)


def _documents() -> DocumentQuerySet:
    """The order of the ids of live editions is that of their publication."""
    listed = Document.objects.using(settings.PUBLIC_DATABASE).filter(is_listed=True, kind__in=KINDS)
    return listed.select_related("live").order_by("-live_id")


def _live(documents: DocumentQuerySet, most: int = MOST_ENTRIES) -> list[Edition]:
    return [document.live for document in documents[:most] if document.live]


def _is_of_unit(body: Any, keys: set[str], names: list[Any]) -> bool:
    if isinstance(body, DemandDocument):
        return getattr(body, "owner_key", "") in keys or (bool(body.owner) and body.owner in names)
    if isinstance(body, MeetingDocument):
        return body.facts.unit.key in keys
    # No other kind of document has a unit.
    return isinstance(body, ReportDocument) and body.meeting.unit.key in keys


def _feed(request: HttpRequest, title: str, path: str, editions: Iterable[Edition]) -> HttpResponse:
    """Addresses come from the settings, not from the request, because the file is cached for all readers."""
    feed = Atom1Feed(
        title=title,
        link=settings.PUBLIC_ORIGIN + path,
        description="",
        language=translation.get_language(),
        feed_url=settings.PUBLIC_ORIGIN + request.path,
        author_name=str(settings.SITE["cell"]),
    )
    for edition in editions:
        _add(feed, edition)
    return HttpResponse(feed.writeString("utf-8"), content_type=MEDIA_TYPE)


def _add(feed: Atom1Feed, edition: Edition) -> None:
    """The identifier names the edition, in every language of the feed the same: a reader shows each edition once."""
    body = edition.body
    page = settings.PUBLIC_ORIGIN + reverse(f"public:{body.kind}", args=[body.key])
    path = reverse(f"public:{body.kind}_edition_json", args=[body.key, edition.number])
    feed.add_item(
        title=str(body.title),
        link=page,
        description=_said(edition),
        unique_id=f"{settings.PUBLIC_ORIGIN}/{settings.LANGUAGE_CODE}{path[3:]}",
        pubdate=edition.published_at,
        updateddate=edition.published_at,
    )


def _said(edition: Edition) -> str:
    """In plain words: readers differ in what they do with markup."""
    body: Any = edition.body
    lines = [_("What changed: %(note)s") % {"note": edition.note}] if edition.note else []
    if isinstance(body, DemandDocument):
        lines.insert(0, str(DEMAND_STATES[body.state]))
        lines += [str(step.sentence) for step in body.steps[-1:] if step.sentence]
    elif isinstance(body, MeetingDocument):
        lines = [str(MEETING_STATES_FOR_READERS[body.state]), str(body.facts.venue), str(body.sentence), *lines]
    elif isinstance(body, ConcernDocument):
        lines = [str(CONCERN_STATES[body.state]), str(body.text), str(body.answer), *lines]
    elif isinstance(body, DigestDocument):
        lines = [headline(body), str(body.introduction), *lines]
    elif isinstance(body, StatementDocument):
        lines = [str(body.network_name), str(body.text), *lines]
    elif isinstance(body, PartnershipDocument):
        lines.insert(0, str(body.objective))
    elif isinstance(body, GuideDocument | NetworkDocument | TrainingDocument):
        lines.insert(0, str(body.summary))
    elif isinstance(body, ProgrammeDocument):
        lines = [str(PROGRAMME_STATES[body.state]), str(body.summary), str(body.done), *lines]
    else:
        lines.insert(0, str(body.lead))
    return "\n".join(line for line in lines if line)
