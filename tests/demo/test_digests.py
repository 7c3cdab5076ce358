"""The demonstration has two digests that say what became of the demands of 2018."""

from __future__ import annotations

from typing import cast

import pytest

from demo import digests, meknes
from proposals.models import Digest
from publications import reader
from publications.models import Approval
from publications.schemas import DigestDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(played_digests: None) -> list[DigestDocument]:
    return [cast(DigestDocument, reader.live("digest", key).body) for key in ("2018-4", "2019-1")]


def test_digest_of_2018_has_an_example_of_each_way(bodies: list[DigestDocument]) -> None:
    first = bodies[0]
    by_number = sorted(first.entries(), key=lambda entry: entry.number)

    assert [entry.state for entry in by_number] == ["in_progress", "registered", "planned", "not_possible", "referred"]
    assert [len(entry.late) for entry in by_number] == [0, 1, 0, 0, 0]
    assert (first.totals.moved, first.totals.open, first.totals.new) == (4, 5, 5)
    assert (first.totals.answered_in_time, first.totals.answers_due) == (4, 5)
    assert first.demonstration


def test_digest_of_2018_knows_nothing_of_2019(bodies: list[DigestDocument]) -> None:
    guide = next(entry for entry in bodies[0].entries() if entry.title == meknes.DEMANDS[2].title)

    assert [(each.state, each.due_on.year) for each in guide.commitments] == [("promised", 2019)]
    assert bodies[0].composed_on == digests.OF_2018.on


def test_digest_of_2019_tells_what_was_done_and_counts_the_rest(bodies: list[DigestDocument]) -> None:
    second = bodies[1]

    assert [entry.state for entry in second.entries()] == ["done"]
    assert (second.totals.commitments_kept, second.totals.commitments_due) == (1, 1)
    assert second.still.count == 2


def test_every_word_of_the_editor_says_that_it_is_an_example(bodies: list[DigestDocument]) -> None:
    said = [
        words
        for body in bodies
        for words in (body.introduction, *(entry.sentence for entry in body.entries()))
        if words
    ]

    assert len(said) == 5
    for words in said:
        assert ("مثال" in words.ar, "exemple" in words.fr, "example" in words.en) == (True, True, True)


def test_head_approves_what_the_editor_composed(bodies: list[DigestDocument]) -> None:
    for row in Approval.objects.filter(edition__document__kind="digest"):
        assert row.approver_id not in row.author_ids
    assert Digest.objects.filter(state="published").count() == len(bodies)


def test_digests_are_played_once(bodies: list[DigestDocument]) -> None:
    assert digests.play(digests.OF_2018) is None
    assert Digest.objects.count() == len(bodies)
