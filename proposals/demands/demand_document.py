"""Composes the published document of a demand from what is public about it, or will be once a report is approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any, cast

from django.db.models import Q, prefetch_related_objects

from core.text.texts import Texts
from proposals.demands import merged_pages, relations, similar_demands, voice_document
from proposals.demands.follow_up import Outcome
from proposals.demands.reminders import head_told_on
from proposals.models import Commitment, Demand, DemandStep, Mention
from publications import name_authors
from publications.models import Document
from publications.pending import PendingDocument
from publications.schemas import ConcernDocument, MeetingDocument
from publications.schemas.base import AreaRef, HeldDate, ThemeRef
from publications.schemas.demand import (
    Answer as AnswerEntry,
    Commitment as CommitmentEntry,
    DemandDocument,
    MentionEntry,
    Relation,
    Step,
    Totals,
)

KIND = DemandDocument.kind
SHOWN = (
    "themes", "areas", "owner_unit", "owner_institution", "steps__body", "answers",
    "commitments__owner_unit", "commitments__owner_institution", "reminders",
)  # fmt: skip
Ledger = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """The meeting whose report is approved or withdrawn: its mentions count as public, or as not public, whatever their rows say yet.

    Also a concern with the name of its association: ``key`` is then that of the published concern, ``reference`` its own.
    """

    key: str
    title: Texts
    is_demonstration: bool
    is_public: bool
    reference: str = ""


def pending_documents(
    demands: Iterable[Demand], source: Source, *, worded: Collection[int], note: Texts
) -> list[PendingDocument]:
    """The next editions of ``demands``, in the order of their numbers. As many queries for one demand as for many.

    ``worded``: ids of those whose wording is approved. Of the others the ledger alone is brought up to date, which nobody approves: it adds
    no name, earlier editions are not served any more, and a demand without any public mention leaves the square, unless the cell registered
    it outside a meeting. A merged demand has no ledger of its own.
    """
    found_rows = sorted(demands, key=lambda demand: demand.number)
    rows = [each for each in found_rows if not each.is_merged]
    merged = merged_pages.closing([each for each in found_rows if each.is_merged], source.key, source.is_public, note)
    found_ledgers, live = ledgers(rows, source), live_bodies(rows)
    voices = voice_document.shown(rows, told=_told(source))
    keys = [] if source.is_public else [row.key for row in rows]
    served = merged_pages.naming(source.key, keys, also_earlier=True) if keys else set()
    found = (
        _worded(demand, found_ledgers[demand.pk] | voices[demand.pk], note)
        if demand.pk in worded
        else _ledger_alone(demand, found_ledgers[demand.pk], live.get(demand.key), note, demand.key in served)
        for demand in rows
    )
    return [*(document for document in found if document), *merged]


def _worded(demand: Demand, ledger: Ledger, note: Texts) -> PendingDocument:
    body = compose(demand, ledger)
    return PendingDocument.edition(body, note=note, listed_on=demand.registered_on, state=body.state)


def _ledger_alone(
    demand: Demand, ledger: Ledger, live: DemandDocument | None, note: Texts, is_served: bool
) -> PendingDocument | None:
    """``is_served``: an edition that can be read names the meeting that is withdrawn, perhaps an earlier one alone."""
    if live is None:
        return None
    if live.mentions and not ledger["mentions"] and not demand.is_registered_outside:
        return PendingDocument.tombstone(KIND, demand.key, sentence=note)
    body = live.model_copy(update=ledger | {"mentions": _in_known_names(ledger["mentions"], live)})
    return PendingDocument.edition(
        body,
        note=note,
        listed_on=demand.registered_on,
        state=body.state,
        closes_earlier=True,
        closes_unchanged=is_served,
    )


def with_line(demands: Iterable[Demand], source: Source, *, note: Texts) -> list[PendingDocument]:
    """The next editions of public ``demands`` with the line of a published concern in their ledgers, or without it: the earlier editions are
    closed then. All other words stay as they are public, and all other lines keep the names that they have there."""
    everything = sorted(demands, key=lambda demand: demand.number)
    rows, gone = [each for each in everything if not each.is_merged], not source.is_public
    merged = [each for each in everything if each.is_merged and gone]
    found, live, voices = ledgers(rows, source), live_bodies(rows), voice_document.shown(rows, told=_told(source))
    documents = []
    for demand in rows:
        if (known := live.get(demand.key)) is None:
            continue
        changed = found[demand.pk] | voices[demand.pk]
        lines = zip(changed["mentions"], _in_known_names(changed["mentions"], known), strict=True)
        ledger = changed | {"mentions": [own if own.source_key == source.key else kept for own, kept in lines]}
        body = known.model_copy(update=ledger)
        facts = {"note": note, "listed_on": demand.registered_on, "state": body.state}
        documents.append(PendingDocument.edition(body, closes_earlier=gone, closes_unchanged=gone, **facts))
    return [*documents, *merged_pages.closing(merged, source.key, source.is_public, note)]


def new_names(
    body: DemandDocument, live: DemandDocument | None, *, approved: Collection[Texts], told: str
) -> list[Texts]:
    """Names that ``body`` tells and the public does not know: of associations in its ledger, which may have given themselves another, of
    its themes, its areas and the unit that answers.

    ``approved``: names in the public reference lists. ``told``: key of the meeting whose own report tells who was there.
    """
    known = {_words(name) for line in (live.mentions if live else ()) for name in line.associations}
    lines = (line for line in body.mentions if line.source_key != told)
    found = [name for line in lines for name in line.associations if _words(name) not in known]
    listed = {_words(name) for name in (*approved, *(name_authors.texts_in(live) if live else ()))}
    shown = (*(theme.name for theme in body.themes), *(area.name for area in body.areas), body.owner,
             *body.supporters.named, *(verdict.association for verdict in body.verdicts))  # fmt: skip
    found += [name for name in shown if name and _words(name) not in listed]
    return list({_words(name): name for name in found}.values())


def _words(name: Texts) -> str:
    return name.model_dump_json()


def live_bodies(demands: Iterable[Demand]) -> dict[str, DemandDocument]:
    """The published documents by key, without demands that are not published. One query."""
    keys = [demand.key for demand in demands]
    documents = Document.objects.select_related("live").filter(kind=KIND, key__in=keys, is_listed=True)
    bodies = {document.key: document.live.body for document in documents if document.live}
    return {key: body for key, body in bodies.items() if isinstance(body, DemandDocument)}


def note_public_wording(documents: Iterable[PendingDocument]) -> None:
    """Let demands be found by the wording that ``documents``, which have just been published, tell the public; or by none any more."""
    found = {each.key: each.body for each in documents if each.kind == KIND}
    for demand in Demand.objects.filter(number__in=[int(key) for key in found]).order_by("number"):
        body = found[demand.key]
        if body is None:
            similar_demands.forget(demand, wording=similar_demands.PUBLISHED)
        else:
            similar_demands.store(
                demand, body.title, cast(DemandDocument, body).details, wording=similar_demands.PUBLISHED
            )


def pending_edition(demand: Demand, outcome: Outcome, *, note: Texts) -> PendingDocument:
    """The next edition of ``demand`` once a drafted follow-up is approved."""
    ledger = ledgers([demand], None)[demand.pk] | voice_document.shown([demand])[demand.pk]
    body = compose(outcome.demand, ledger, outcome)
    return PendingDocument.edition(body, note=note, listed_on=demand.registered_on, state=body.state)


def compose(demand: Demand, ledger: Ledger, outcome: Outcome | None = None) -> DemandDocument:
    """``outcome``: what a drafted follow-up adds, in rows that are not saved yet."""
    steps, answers = [*demand.steps.all()], [*demand.answers.all()]
    commitments = {each.pk: each for each in demand.commitments.all()}
    new: list[Commitment] = []
    if outcome:
        steps.append(outcome.step)
        answers += [outcome.answer] if outcome.answer else []
        commitments |= {each.pk: each for each in outcome.commitments if each.pk}
        new = [each for each in outcome.commitments if not each.pk]
    state: Any = demand.state
    return DemandDocument(
        key=demand.key,
        number=demand.number,
        title=demand.title,
        details=demand.details,
        state=state,
        since=_since(steps),
        registered_on=demand.registered_on,
        due_on=demand.due_on,
        owner=demand.owner.name if demand.owner else Texts(),
        owner_key=demand.owner_unit.key if demand.owner_unit else "",
        themes=[ThemeRef(key=theme.key, name=theme.name) for theme in demand.themes.all()],
        areas=[AreaRef(key=area.key, name=area.name) for area in demand.areas.all()],
        steps=[public_step(step) for step in steps],
        answers=[AnswerEntry(on=answer.on, text=answer.text) for answer in answers],
        commitments=[_commitment(each) for each in sorted([*commitments.values(), *new], key=lambda each: each.due_on)],
        answered_on=demand.answered_on,
        promise_on=demand.promise_on,
        head_told_on=head_told_on(demand),
        **ledger,
    )


def _since(steps: Sequence[DemandStep]) -> dt.date:
    """The day on which the present state began: news without a change of state comes after it."""
    present = takewhile(lambda step: step.state == steps[-1].state, reversed(steps))
    return [step.on for step in present][-1]


def ledgers(demands: Sequence[Demand], source: Source | None) -> dict[int, Ledger]:
    """By the demand's id, what its next edition tells of who raised it, and of merges. Without ``source`` what is public now."""
    load(demands)
    heard: dict[int, list[Mention]] = {demand.pk: [] for demand in demands}
    for mention in Mention.objects.filter(_told(source), demand__in=demands).select_related("association"):
        if source and source.reference and mention.source_key == source.reference:
            mention.published_as = source.key
        heard[mention.demand_id].append(mention)
    return ledgers_of(demands, heard, relations.of(demands), source)


def load(demands: Sequence[Demand]) -> None:
    """All rows that :func:`compose` reads."""
    prefetch_related_objects(demands, *SHOWN)


def ledgers_of(
    demands: Sequence[Demand],
    heard: Mapping[int, list[Mention]],
    related: Mapping[int, list[Relation]],
    source: Source | None = None,
) -> dict[int, Ledger]:
    """``heard``: the public mentions by the demand's id; ``related``: its relations."""
    examples = _examples({_public_key(mention) for voices in heard.values() for mention in voices}, source)
    return {
        demand.pk: _ledger(demand, heard[demand.pk], source, examples) | {"relations": related.get(demand.pk, [])}
        for demand in demands
    }


def _told(source: Source | None) -> Q:
    """Mentions that are public, or will be once ``source`` is."""
    if source is None:
        return Q(is_public=True)
    return Q(is_public=True) & ~_from(source) | (_from(source) if source.is_public else Q(pk__in=[]))


def _from(source: Source) -> Q:
    if source.reference:
        return Q(source_kind=Mention.Source.CONCERN, source_key=source.reference)
    return Q(source_kind=Mention.Source.MEETING, source_key=source.key)


def _ledger(demand: Demand, mentions: list[Mention], source: Source | None, examples: Collection[str]) -> Ledger:
    entries = [
        line.model_copy(update={"source_title": source.title}) if source and line.source_key == source.key else line
        for line in ledger(mentions)
    ]
    keys = {line.source_key for line in entries}
    return {
        # Raised in example meetings and nowhere else; a real voice makes it a real demand.
        "demonstration": keys <= set(examples) if keys else demand.is_demonstration,
        "mentions": entries,
        "totals": _totals(mentions),
    }


def _totals(mentions: Iterable[Mention]) -> Totals:
    """Those of :meth:`proposals.querysets.MentionQuerySet.counts`."""
    voices = list(mentions)
    sources = {(voice.source_kind == Mention.Source.MEETING, voice.source_key) for voice in voices}
    return Totals(
        mentions=sum(voice.is_counted for voice in voices),
        associations=len({voice.association_id for voice in voices} - {None}),
        meetings=sum(is_meeting for is_meeting, _key in sources),
        concerns=sum(not is_meeting for is_meeting, _key in sources),
        uncounted=not all(voice.is_counted for voice in voices),
    )


def _examples(keys: Collection[str], source: Source | None) -> set[str]:
    """Keys of example meetings and concerns among ``keys``, as they will be once ``source`` is published."""
    kinds = (MeetingDocument.kind, ConcernDocument.kind)
    listed = Document.objects.filter(kind__in=kinds, key__in=keys, is_demonstration=True)
    found = set(listed.exclude(live__is_tombstone=True).values_list("key", flat=True))
    if source is None:
        return found
    return (found - {source.key}) | ({source.key} if source.is_demonstration else set())


def _in_known_names(lines: list[MentionEntry], live: DemandDocument) -> list[MentionEntry]:
    """Replace the associations' names by the published ones, because nobody approves new names here."""
    known = {(line.said_on, line.source_kind, line.source_key): line for line in live.mentions}
    kept = ((line, known.get((line.said_on, line.source_kind, line.source_key))) for line in lines)
    return [
        line.model_copy(update={"associations": public.associations, "association_keys": public.association_keys})
        if public and len(public.associations) == len(line.associations)
        else _without_new_names(line, public.associations if public else [])
        for line, public in kept
    ]


def _without_new_names(line: MentionEntry, known: list[Texts]) -> MentionEntry:
    """For a line with another number of associations: those with a new name count as unnamed until a report is approved."""
    named = zip(line.associations, line.association_keys, strict=True)
    shown = [(name, key) for name, key in named if name in known]
    hidden = len(line.associations) - len(shown)
    return line.model_copy(
        update={
            "associations": [name for name, _key in shown],
            "association_keys": [key for _name, key in shown],
            "unnamed": (line.unnamed or 0) + hidden if hidden else line.unnamed,
        }
    )


def public_step(step: DemandStep) -> Step:
    """As the public reads it."""
    state: Any = step.state
    reason: Any = step.reason or None
    body = step.body.name if step.body else Texts()
    return Step(on=step.on, state=state, sentence=step.sentence, body=body, reason=reason)


def _commitment(commitment: Commitment) -> CommitmentEntry:
    state: Any = commitment.state
    owner = commitment.owner
    return CommitmentEntry(
        what=commitment.what,
        owner=owner.name if owner else Texts(),
        starts_on=commitment.starts_on,
        due_on=commitment.due_on,
        state=state,
        evidence=commitment.evidence,
        evidence_url=commitment.evidence_url,
    )


def ledger(mentions: Any) -> list[MentionEntry]:
    """One line for each meeting or concern, by date."""

    def source(mention: Mention) -> tuple[Any, ...]:
        return mention.said_on, mention.source_kind, mention.source_key

    ordered = sorted(mentions, key=lambda mention: (*source(mention), mention.pk))
    return [_line(list(voices)) for _, voices in groupby(ordered, key=source)]


def _public_key(mention: Mention) -> str:
    """The reference of a concern is not public: the key of the published concern stands in its place, where there is one."""
    return mention.source_key if mention.source_kind == Mention.Source.MEETING else mention.published_as


def _line(voices: list[Mention]) -> MentionEntry:
    first = voices[0]
    when = first.when
    named = {voice.association_id: voice.association for voice in voices if voice.shows_name and voice.association}
    uncounted = any(not voice.is_counted for voice in voices)
    unnamed = sum(voice.is_counted and not voice.shows_name for voice in voices)
    source_kind: Any = first.source_kind
    return MentionEntry(
        said_on=when.whole,
        said_when=None if when.whole else HeldDate(**when._asdict()),
        source_kind=source_kind,
        source_key=_public_key(first),
        source_title=first.source_title,
        associations=[association.name for association in named.values()],
        association_keys=[association.key for association in named.values()],
        unnamed=None if uncounted and not unnamed else unnamed,
        times=sum(voice.is_counted for voice in voices),
        uncounted=uncounted,
    )
