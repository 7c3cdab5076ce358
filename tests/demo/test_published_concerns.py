"""The demonstration has a published concern with a name and an answer, and one without a name that led to a demand."""

from __future__ import annotations

import pytest

from demo import civil_society, one_ledger, people, published_concerns
from tests.proposals.concerns.publishing import live

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_one_has_a_name_and_an_answer_and_one_has_no_name(replayed: None) -> None:
    civil_society.send(people.ensure()["moderator"])
    one_ledger.play()

    named, unnamed = published_concerns.play()

    answered, became = live(named), live(unnamed)
    assert answered.sender is not None
    assert answered.sender.name == civil_society.SENDERS[0].name
    assert (answered.state, answered.answered_on) == ("answered", published_concerns.PUBLISHED_ON)
    assert (became.sender, became.state, len(became.demands)) == (None, "demand", 1)
    assert answered.demonstration
    assert became.demonstration
    assert [theme.key for theme in answered.themes] == list(published_concerns.LETTER.themes)
    assert published_concerns.play() == []
