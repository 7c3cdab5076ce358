"""Composes the published document of a demand from what is public about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, cast

from django.db.models import prefetch_related_objects

from core.text.texts import Texts
from partners.models import Association
from proposals.demands import similar_demands
from proposals.models import Demand, DemandStep, Mention
from publications import authorship, store
from publications.models import Document, Edition
from publications.schemas import MeetingDocument
from publications.schemas.base import AreaRef, ThemeRef
from publications.schemas.demand import DemandDocument, MentionEntry, Step, Totals
from reference.publishing import approved_names

KIND = DemandDocument.kind


def publish(demand: Demand, *, authors: Collection[int], approver: int, note: Texts) -> Edition | None:
    """A new edition, or ``None`` when nothing changed for readers.

    Whoever worded the demand since its last edition is an author beside ``authors``.
    """
    authors = {*authors, *demand.authors.values_list("pk", flat=True)}
    demand.authors.clear()
    return _publish(demand, compose(demand), authors=authors, approver=approver, note=note)


def retract(demand: Demand, *, authors: Collection[int], approver: int, note: Texts) -> Edition | None:
    """Bring the ledger of the live document up to date and leave its wording alone, which nobody approves here.

    Earlier editions hold what is retracted and are not served any more. A demand without any public mention leaves the square.
    """
    live = live_body(demand)
    if live is None:
        return None
    if not demand.mentions.public().exists():
        similar_demands.forget(demand, wording=similar_demands.PUBLISHED)
        return store.withdraw(KIND, demand.key, sentence=note, authors=authors, approver=approver)
    ledger = _ledger(demand)
    body = live.model_copy(update=ledger | {"mentions": _in_known_names(ledger["mentions"], live)})
    return _publish(demand, body, authors=authors, approver=approver, note=note, closes_earlier=True)


def names_to_read(demands: Iterable[Demand], live: Mapping[str, DemandDocument]) -> dict[int, list[Texts]]:
    """Names that the next edition of a demand tells and the public does not know: of associations, which may have given themselves
    another, of its themes, its areas and the unit that answers.

    By the demand's id. As many queries for one demand as for many.
    """
    known = {
        key: {name.model_dump_json() for line in body.mentions for name in line.associations}
        for key, body in live.items()
    }
    voices = Mention.objects.public().filter(demand__in=list(demands), shows_name=True, association__isnull=False)
    found: dict[int, dict[str, Texts]] = {}
    for voice in voices.select_related("association", "demand").order_by("said_on", "pk"):
        name = cast(Association, voice.association).name
        if name.model_dump_json() not in known.get(voice.demand.key, set()):
            found.setdefault(voice.demand_id, {})[name.model_dump_json()] = name
    for demand, name in _new_reference_names(list(demands), live):
        found.setdefault(demand.pk, {})[name.model_dump_json()] = name
    return {demand: list(names.values()) for demand, names in found.items()}


def _new_reference_names(demands: list[Demand], live: Mapping[str, DemandDocument]) -> Iterator[tuple[Demand, Texts]]:
    prefetch_related_objects(demands, "themes", "areas", "owner_unit")
    approved = {name.model_dump_json() for name in approved_names()} if demands else set()
    for demand in demands:
        body = live.get(demand.key)
        known = approved | {name.model_dump_json() for name in (authorship.texts_in(body) if body else ())}
        for row in (*demand.themes.all(), *demand.areas.all(), *filter(None, (demand.owner_unit,))):
            if row.name.model_dump_json() not in known:
                yield demand, row.name


def live_bodies(demands: Iterable[Demand]) -> dict[str, DemandDocument]:
    """The documents as the public reads them now, by key; a demand that is not public is missing. One query."""
    keys = [demand.key for demand in demands]
    documents = Document.objects.select_related("live").filter(kind=KIND, key__in=keys, is_listed=True)
    bodies = {document.key: document.live.body for document in documents if document.live}
    return {key: body for key, body in bodies.items() if isinstance(body, DemandDocument)}


def live_body(demand: Demand) -> DemandDocument | None:
    return live_bodies([demand]).get(demand.key)


def _publish(demand: Demand, body: DemandDocument, *, closes_earlier: bool = False, **approval: Any) -> Edition | None:
    try:
        edition = store.publish(
            body,
            listed_on=demand.registered_on,
            state=body.state,
            closes_earlier=closes_earlier,
            **approval,
        )
    except store.NothingToPublish:
        return None
    similar_demands.store(demand, body.title, body.details, wording=similar_demands.PUBLISHED)
    return edition


def compose(demand: Demand) -> DemandDocument:
    steps = list(demand.steps.all())
    state: Any = demand.state
    return DemandDocument(
        key=demand.key,
        number=demand.number,
        title=demand.title,
        details=demand.details,
        state=state,
        since=steps[-1].on,
        registered_on=demand.registered_on,
        due_on=demand.due_on,
        owner=demand.owner_unit.name if demand.owner_unit else Texts(),
        themes=[ThemeRef(key=theme.key, name=theme.name) for theme in demand.themes.all()],
        areas=[AreaRef(key=area.key, name=area.name) for area in demand.areas.all()],
        steps=[_step(step) for step in steps],
        **_ledger(demand),
    )


def _ledger(demand: Demand) -> dict[str, Any]:
    mentions = demand.mentions.public()
    entries = ledger(mentions.select_related("association"))
    return {
        "demonstration": _is_example(entries),
        "mentions": entries,
        "totals": Totals(**mentions.counts()._asdict()),
    }


def _in_known_names(lines: list[MentionEntry], live: DemandDocument) -> list[MentionEntry]:
    """Lines that name as many associations as before name them as before: nobody reads a new name here."""
    known = {(line.said_on, line.source_kind, line.source_key): line.associations for line in live.mentions}
    kept = ((line, known.get((line.said_on, line.source_kind, line.source_key), [])) for line in lines)
    return [
        line.model_copy(update={"associations": names})
        if len(names) == len(line.associations)
        else _without_new_names(line, names)
        for line, names in kept
    ]


def _without_new_names(line: MentionEntry, known: list[Texts]) -> MentionEntry:
    """Where a voice was dropped meanwhile: who has another name since is one more that is not shown, until a report is approved."""
    shown = [name for name in line.associations if name in known]
    hidden = len(line.associations) - len(shown)
    return line.model_copy(
        update={"associations": shown, "unnamed": (line.unnamed or 0) + hidden if hidden else line.unnamed}
    )


def _is_example(entries: list[MentionEntry]) -> bool:
    """Raised in example meetings and nowhere else; a real voice makes it a real demand."""
    keys = {entry.source_key for entry in entries}
    if not all(keys):
        return False
    meetings = Document.objects.select_related("live").filter(kind=MeetingDocument.kind, key__in=keys)
    examples = {meeting.key for meeting in meetings if meeting.live and meeting.live.body.demonstration}
    return bool(keys) and keys == examples


def _step(step: DemandStep) -> Step:
    state: Any = step.state
    return Step(on=step.on, state=state, sentence=step.sentence)


def ledger(mentions: Any) -> list[MentionEntry]:
    """One line for each meeting or concern, in the order of time."""

    def source(mention: Mention) -> tuple[Any, ...]:
        return mention.said_on, mention.source_kind, mention.source_key

    ordered = sorted(mentions, key=lambda mention: (*source(mention), mention.pk))
    return [_line(list(voices)) for _, voices in groupby(ordered, key=source)]


def _line(voices: list[Mention]) -> MentionEntry:
    first = voices[0]
    named = {voice.association_id: voice.association.name for voice in voices if voice.shows_name and voice.association}
    uncounted = any(not voice.is_counted for voice in voices)
    unnamed = sum(voice.is_counted and not voice.shows_name for voice in voices)
    source_kind: Any = first.source_kind
    return MentionEntry(
        said_on=first.said_on,
        source_kind=source_kind,
        source_key=first.source_key if first.source_kind == Mention.Source.MEETING else "",
        source_title=first.source_title,
        associations=list(named.values()),
        unnamed=None if uncounted and not unnamed else unnamed,
        times=sum(voice.is_counted for voice in voices),
        uncounted=uncounted,
    )
