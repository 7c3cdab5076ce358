"""What everybody reads of the associations' word on a demand."""

from __future__ import annotations

import pytest
from django.test import Client

from proposals.demands import follow_up, support
from tests import factories

pytestmark = pytest.mark.django_db
SENTENCE = "نلمس الفرق صباحا."


@pytest.mark.slow
def test_page_shows_one_sign_for_each_association_and_the_sentences() -> None:
    asking = [factories.verified_association() for _each in range(4)]
    demand = factories.answered_demand(*asking)
    for each, word, sentence in zip(asking, ("solved", "solved", "partly"), ("", "", SENTENCE), strict=False):
        factories.publish_verdict(
            factories.verdict(demand, each, word=word, sentence=sentence, shows_name=bool(sentence))
        )

    response = Client().get(f"/ar/demands/{demand.key}/")

    judgement = response.context["judgement"]
    assert (judgement.asked, judgement.answered, len(judgement.silent)) == (4, 3, 1)
    assert [len(line.marks) for line in judgement.lines] == [2, 1, 0]
    page = response.content.decode()
    assert SENTENCE in page
    assert asking[2].name.ar in page
    assert asking[0].name.ar not in page


def test_verdicts_on_an_earlier_answer_are_not_those_on_the_last() -> None:
    association, editor = factories.verified_association(), factories.staff("editor")
    demand = factories.answered_demand(association)
    factories.publish_verdict(factories.verdict(demand, association))
    draft = factories.follow_up(demand, by=editor, answer=factories.text("جواب ثان"))
    factories.approve_follow_up(follow_up.send(draft, by=editor), by=factories.staff("head"))

    judgement = Client().get(f"/ar/demands/{demand.key}/").context["judgement"]

    assert (judgement.asked, judgement.answered) == (1, 0)


@pytest.mark.slow
def test_page_shows_how_many_associations_ask_the_same_and_names_by_choice() -> None:
    demand = factories.answered_demand()
    named, unnamed = factories.verified_association(), factories.verified_association()
    support.add(demand, association=named, by=factories.representative(named), shows_name=True)
    support.add(demand, association=unnamed, by=factories.representative(unnamed))
    support.publish(demand, by=factories.staff("moderator"), seen=support.pending(demand).fingerprint)

    response = Client().get(f"/ar/demands/{demand.key}/")

    page = response.content.decode()
    assert response.context["demand"].supporters.count == 2
    assert named.name.ar in page
    assert unnamed.name.ar not in page
