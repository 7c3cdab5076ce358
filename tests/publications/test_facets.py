from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st

from core.errors import DomainError
from core.text.texts import Texts
from proposals.states import OPEN
from publications import facet_counts, store
from publications.facets import OPEN_STATES, VERDICT_WORDS
from publications.models import Document, FacetCount
from publications.pending import PendingDocument, prepare
from publications.schemas import ReferenceDocument, ReferenceEntry
from publications.schemas.demand import Answer, Commitment, DemandState, Verdict
from tests.portal.public import published

pytestmark = pytest.mark.django_db
STATES = DemandState.__args__  # type: ignore[attr-defined]


def kept(facet: str, kind: str = "demand") -> int:
    row = FacetCount.objects.filter(kind=kind, facet=facet).first()
    return row.documents if row else 0


def facets(key: str = "1") -> set[str]:
    return set(Document.objects.get(kind="demand", key=key).facets)


def publish_list(kind: str, parents: dict[str, str]) -> None:
    entries = [ReferenceEntry(key=key, name=Texts(ar=key), parent=parent) for key, parent in parents.items()]
    document = PendingDocument.edition(
        ReferenceDocument(key=kind, title=Texts(ar=kind), entries=entries),
        note=Texts(ar="تغيرت"),
        listed_on=dt.date(2018, 1, 1),
    )
    published.approved(document, writers=[published.WRITER], by=published.APPROVER)


def publish(number: int = 1, **changed: Any) -> None:
    note = "تغير" if Document.objects.filter(kind="demand", key=str(number)).exists() else ""
    body = published.demand(number, **changed)
    published.publish(body, listed_on=body.registered_on, note=note)


def test_open_states_are_those_of_the_office() -> None:
    assert set(OPEN_STATES) == {state.value for state in OPEN}


def test_published_demand_has_the_facets_of_all_above_it() -> None:
    publish(owner_key="meknes_zone_2", areas=[published.CITY])

    assert {"all", "in:meknes", "area:meknes", "area:meknes_prefecture", "by:meknes_zone_2", "unit:meknes"} <= facets()
    assert {"year:2018", f"meeting:{published.MEETING}"} <= facets()
    assert "in:meknes_prefecture" not in facets()


def test_withdrawn_demand_is_counted_nowhere() -> None:
    publish()
    assert kept("all") == 1

    published.withdraw("demand", "1")

    assert (facets(), kept("all"), facet_counts.wrong_counts()) == (set(), 0, [])


def test_list_in_which_an_entry_moves_moves_the_documents_under_it() -> None:
    publish_list("theme", {"drugs": "", "health": "", "pills": "drugs"})
    publish(themes=[published.ThemeRef(key="pills", name=Texts(ar="أقراص"))])
    assert (kept("theme:drugs"), kept("theme:health")) == (1, 0)

    publish_list("theme", {"drugs": "", "health": "", "pills": "health"})

    assert (kept("theme:drugs"), kept("theme:health"), kept("theme:pills")) == (0, 1, 1)
    assert facet_counts.wrong_counts() == []


@pytest.mark.parametrize(
    ("answered_on", "facet"),
    [(None, "answer-none"), (dt.date(2018, 11, 16), "answer-promised"), (dt.date(2018, 11, 17), "answer-late")],
)
def test_first_answer_is_within_thirty_days_or_late(answered_on: dt.date | None, facet: str) -> None:
    publish(answered_on=answered_on)

    assert f"{facet}:2018-10-17" in facets()


def test_promise_alone_is_no_action() -> None:
    promise = Commitment(what=published.ar("و"), owner=published.ar("م"), due_on=dt.date(2019, 1, 1), state="promised")
    facts = {"state": "planned", "steps": []}

    publish(1, **facts, commitments=[promise])
    publish(2, **facts, commitments=[promise.model_copy(update={"state": "kept"})])

    assert ("action" in facets("1"), "action" in facets("2")) == (False, True)


def test_recount_finds_and_repairs_a_wrong_number() -> None:
    publish()
    FacetCount.objects.filter(facet="all", kind="demand").update(documents=7)

    with pytest.raises(CommandError, match="1 kept numbers"):
        call_command("recount_facets")
    call_command("recount_facets", "--repair")

    assert kept("all") == 1
    call_command("recount_facets")


VERDICTS = [Verdict.model_validate({"answer": 0, "on": dt.date(2018, 11, 1), "word": word}) for word in VERDICT_WORDS]
ANSWER = Answer(on=dt.date(2018, 11, 1), text=published.ar("جواب"))


demand_facts = st.fixed_dictionaries(
    {
        "state": st.sampled_from(STATES),
        "themes": st.lists(st.sampled_from([published.DRUGS, published.SCHOOLS]), unique=True),
        "areas": st.sampled_from([[], [published.CITY]]),
        "owner_key": st.sampled_from(["", "meknes_zone_1", "meknes_zone_2"]),
        "answered_on": st.sampled_from([None, dt.date(2018, 11, 1), dt.date(2019, 11, 1)]),
        "demonstration": st.booleans(),
        "verdicts": st.lists(st.sampled_from(VERDICTS), max_size=3),
        "answers": st.sampled_from([[], [ANSWER], [ANSWER, ANSWER]]),
        "asked": st.integers(0, 3),
    }
)
changes = st.lists(
    st.tuples(st.integers(1, 3), st.one_of(st.none(), demand_facts)), min_size=1, max_size=8
)  # None: a tombstone


@pytest.mark.slow
@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes)
def test_kept_numbers_are_those_of_a_recount_after_any_sequence(
    sequence: list[tuple[int, dict[str, Any] | None]],
) -> None:
    listed: dict[int, Any] = {}
    for number, changed in sequence:
        number += 10_000 * len(sequence)
        try:
            if changed is not None:
                publish(number, **changed)
            elif listed.get(number):
                published.withdraw("demand", str(number))
        except store.NothingToPublish:
            continue
        listed[number] = changed
        assert facet_counts.wrong_counts() == []


def test_refused_publication_counts_nothing() -> None:
    publish(1)
    documents = [
        PendingDocument.edition(published.demand(2), listed_on=published.HELD_ON, state="planned"),
        PendingDocument.edition(published.demand(1, details=published.ar("بلا سبب")), listed_on=published.HELD_ON),
    ]
    pending = prepare(documents, writers=[published.WRITER])

    with pytest.raises(DomainError):
        store.publish(pending, by=published.APPROVER, seen=pending.fingerprint)

    assert (kept("all"), facet_counts.wrong_counts()) == (1, [])
