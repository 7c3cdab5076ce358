"""What associations say about one demand, for its page in the office."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from partners.models import Association
from portal.staff.demands.forms import LetterForm
from proposals.demands import reopening, verdicts
from proposals.demands.demand_document import live_bodies
from proposals.models import Demand, DemandLetter, Verdict
from proposals.states import FOLLOW_UP


def voice_of(demand: Demand) -> dict[str, Any]:
    """``public_count``: how many marks the public reads of."""
    answer = verdicts.last_answer(demand)
    live = live_bodies([demand]).get(demand.key)
    return {
        "verdicts": Verdict.objects.filter(answer__demand=demand).select_related("association").order_by("given_at"),
        "answer": answer,
        "asked": verdicts.asked(answer).count() if answer else 0,
        "supports": demand.supports.select_related("association"),
        "is_public": live is not None,
        "public_count": live.supporters.count if live else 0,
        "is_judged_not_solved": reopening.judged_not_solved().filter(pk=demand.pk).exists(),
        "can_reopen": any(move.name == "reopen" for move in FOLLOW_UP.offered(demand.state)),
    }


class Correspondence(NamedTuple):
    """``form``: the answer of the cell to this association."""

    association: Association
    letters: list[DemandLetter]
    form: LetterForm


def correspondence(demand: Demand) -> list[Correspondence]:
    """Letters about the demand, by association. One query."""
    rows = demand.letters.select_related("association", "by").order_by("association", "at", "pk")
    return [
        Correspondence(
            association,
            list(letters),
            LetterForm(demand=demand, initial={"association": association.pk}, auto_id=f"letter-{association.pk}-%s"),
        )
        for association, letters in groupby(rows, key=lambda letter: letter.association)
    ]
