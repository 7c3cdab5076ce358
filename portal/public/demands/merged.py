"""Pages of a demand that is merged into another one lead there; what it was answered before stays to be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from portal.public.demands import follow_up, voice
from portal.public.documents import views as documents
from publications import reader
from publications.models import Edition, parsed
from publications.schemas import DemandDocument

MOST_MERGES = 20
"""Merges that are followed from one demand; a chain of merges has no circle (a trigger of ``proposals_demand``)."""


class Standing(NamedTuple):
    """The live edition of the demand that has the mentions of another one; ``since``: the day of the last merge, ``None`` without one."""

    edition: Edition
    since: dt.date | None


def redirect(name: str, demand: DemandDocument) -> HttpResponse:
    """Temporary (302): a merge can be undone."""
    return HttpResponseRedirect(reverse(f"public:{name}", args=[str(demand.merged_into)]))


def before_merge(request: HttpRequest, *, key: str) -> HttpResponse:
    """Answers, commitments and verdicts of a merged demand, which stay its own (ADR 31). One query."""
    edition = reader.live(DemandDocument.kind, key)
    body = edition.body
    if body.merged_into is None:
        return HttpResponseRedirect(reverse("public:demand", args=[key]))
    context = {
        "section": "demands",
        "edition": edition,
        "demand": body,
        "since": _merged_on(body),
        "answers": body.answers[::-1],
        "judgement": voice.judgement(body),
        "commitments": follow_up.commitments(body),
        "previous_url": documents.previous_url(edition),
        "page_title": body.title,
    }
    return render(request, "public/demands/before_merge.html", context)


def verdicts_before(demand: DemandDocument) -> tuple[tuple[int, int], ...]:
    """Of each demand that is part of ``demand``, also through another one, its number and how many verdicts its last answer has. Only of
    those with a verdict. One query for each merge after another; none for a demand into which none is merged.
    """
    found: list[tuple[int, int]] = []
    wholes = [demand]
    for _merge in range(MOST_MERGES):
        wholes = _parts(wholes)
        if not wholes:
            break
        found += [(part.number, voice.judgement(part).answered) for part in wholes]
    return tuple(sorted((number, count) for number, count in found if count))


def _parts(wholes: Collection[DemandDocument]) -> list[DemandDocument]:
    """What stands now of the demands that are merged into ``wholes``."""
    numbers = {whole.number for whole in wholes}
    keys = [
        str(each.number)
        for whole in wholes
        for each in whole.relations
        if each.relation == "absorbed" and not each.until
    ]
    texts = reader.live_texts(DemandDocument.kind, keys).values() if keys else ()
    bodies = [cast(DemandDocument, parsed(text)) for _sha256, text in texts if text]
    return [body for body in bodies if body.merged_into in numbers]


def live_pdf(request: HttpRequest, *, key: str) -> HttpResponse:
    body = reader.live(DemandDocument.kind, key).body
    if body.merged_into is not None:
        return redirect("demand_pdf", body)
    return documents.live_pdf(request, kind=DemandDocument.kind, key=key)


def live_json(request: HttpRequest, *, key: str) -> HttpResponse:
    body = reader.live(DemandDocument.kind, key).body
    if body.merged_into is not None:
        answer = redirect("demand_json", body)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer
    return documents.live_json(request, kind=DemandDocument.kind, key=key)


def standing_for(keys: Collection[str]) -> dict[str, Edition]:
    """By key, the live edition of the demand that has the mentions of each merged one among ``keys``. One query for each merge."""
    return {key: found.edition for key in keys if (found := standing(key))}


def standing(key: str) -> Standing | None:
    """``None`` for a demand that the public cannot read. One query, and one for each merge."""
    since: dt.date | None = None
    for _merge in range(MOST_MERGES):
        try:
            edition = reader.live(DemandDocument.kind, key)
        except (reader.NotPublished, reader.Withdrawn):
            return None
        if edition.body.merged_into is None:
            return Standing(edition, since)
        key, since = str(edition.body.merged_into), max(_merged_on(edition.body), since or dt.date.min)
    return None


def _merged_on(demand: DemandDocument) -> dt.date:
    days = (each.on for each in demand.relations if each.relation == "merged_into" and each.until is None)
    return max(days, default=demand.since)
