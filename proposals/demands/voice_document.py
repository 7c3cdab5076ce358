"""What the document of a demand tells of associations beside the ledger: verdicts on answers, and who asks the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q

from core.text.texts import Texts
from partners.models import Association
from partners.states import Verification
from proposals.models import Answer, Demand, Mention, Support, Verdict
from publications.schemas.demand import Supporters, Verdict as VerdictEntry

PUBLIC = Q(is_public=True)
VERIFIED = Q(association__state=Verification.VERIFIED)


def shown(
    demands: Collection[Demand],
    *,
    told: Q = PUBLIC,
    heard: Mapping[int, list[Mention]] | None = None,
    deciding: Verdict | None = None,
) -> dict[int, dict[str, Any]]:
    """By the demand's id, the fields of its document. As many queries for one demand as for many.

    ``told``: which mentions are public. ``heard``: by the demand's id, the public mentions as they will stand once a merge or split is
    approved. ``deciding``: a verdict as it will be once it is published, in a row that is not saved yet. An
    association that is not verified any more is not counted.
    """
    answers, verdicts = _answers(demands), _verdicts(demands, deciding)
    asking, supports = _asking(demands, told) if heard is None else _verified(heard), _supports(demands)
    return {
        demand.pk: {
            "verdicts": list(_entries(answers[demand.pk], verdicts[demand.pk])),
            # Others are asked, too: those whose mention is not public. The public learns of them by their verdicts alone.
            "asked": len(
                asking[demand.pk]
                | {row.association_id for row in supports[demand.pk]}
                | {row.association_id for row in verdicts[demand.pk]}
            ),
            "supporters": _supporters(
                row for row in supports[demand.pk] if row.association_id not in asking[demand.pk]
            ),
        }
        for demand in demands
    }


def named(demands: Collection[Demand], *, deciding: Verdict | None = None) -> Iterator[Association]:
    """Associations whose names the next editions show here. Two queries."""
    for verdicts in _verdicts(demands, deciding).values():
        yield from (row.association for row in verdicts if row.shows_name)
    for supports in _supports(demands).values():
        yield from (row.association for row in supports if row.shows_name)


def writers(demand: Demand, *, deciding: Verdict | None = None) -> set[int]:
    """Ids of the representatives who set the marks and gave the verdict that is decided."""
    marked = {row.made_by_id for row in _supports([demand])[demand.pk]}
    return marked | ({deciding.given_by_id} if deciding else set())


def _answers(demands: Collection[Demand]) -> dict[int, list[int]]:
    """By the demand's id: the ids of its answers in the order of the document."""
    found: dict[int, list[int]] = defaultdict(list)
    for demand, answer in Answer.objects.filter(demand__in=demands).order_by("on", "pk").values_list("demand_id", "pk"):
        found[demand].append(answer)
    return found


def _verdicts(demands: Collection[Demand], deciding: Verdict | None) -> dict[int, list[Verdict]]:
    rows = Verdict.objects.filter(VERIFIED, answer__demand__in=demands).exclude(state=Verdict.State.WAITING)
    found: dict[int, list[Verdict]] = defaultdict(list)
    for row in rows.select_related("association", "answer"):
        found[row.answer.demand_id].append(row)
    if deciding:
        found[deciding.answer.demand_id].append(deciding)
    return found


def _supports(demands: Collection[Demand]) -> dict[int, list[Support]]:
    found: dict[int, list[Support]] = defaultdict(list)
    for row in Support.objects.filter(VERIFIED, demand__in=demands).select_related("association"):
        found[row.demand_id].append(row)
    return found


def _asking(demands: Collection[Demand], told: Q) -> dict[int, set[int]]:
    """By the demand's id: the ids of verified associations in the public ledger."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Mention.objects.filter(told, VERIFIED, demand__in=demands).order_by()
    for demand, association in rows.values_list("demand_id", "association_id").distinct():
        found[demand].add(association)
    return found


def _verified(heard: Mapping[int, list[Mention]]) -> dict[int, set[int]]:
    return {
        demand: {
            row.association.pk for row in rows if row.association and row.association.state == Verification.VERIFIED
        }
        for demand, rows in heard.items()
    }


def _supporters(supports: Iterable[Support]) -> Supporters:
    rows = list(supports)
    return Supporters(count=len(rows), named=[row.association.name for row in rows if row.shows_name])


def _entries(answers: list[int], verdicts: list[Verdict]) -> Iterator[VerdictEntry]:
    for row in sorted(verdicts, key=lambda row: (answers.index(row.answer_id), row.given_at, row.pk)):
        word: Any = row.word
        yield VerdictEntry(
            answer=answers.index(row.answer_id),
            on=row.given_on,
            word=word,
            association=row.association.name if row.shows_name else Texts(),
            association_key=row.association.key if row.shows_name else "",
            sentence=row.public_sentence,
        )
