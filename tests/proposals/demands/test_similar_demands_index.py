"""The inverted lists find what a comparison with every demand finds."""

from __future__ import annotations

import random

import pytest
from django.utils import timezone

from core.text import fingerprints
from core.text.texts import Texts
from proposals.demands import similar_demands
from proposals.models import Demand, DemandKey, DemandVector
from reference.lexicon import concepts, similarity

pytestmark = pytest.mark.django_db

DEMANDS = 2_000
QUESTIONS = 60
FIRST = 5


def invented(random_: random.Random, language: str) -> str:
    """Somebody asks for something for somebody at a place and an hour, in words of the lexicon."""
    roles = ("ask", "thing", "person", "place", "area", "time")
    return " ".join(random_.choice(FORMS[language, role]) for role in roles if random_.random() < 0.8) or "إنارة"


def forms() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for concept in concepts():
        for form in concept.forms:
            found.setdefault(("fr" if form.isascii() else "ar", concept.role), []).append(form)
    return found


FORMS = forms()


@pytest.fixture
def corpus() -> list[DemandVector]:
    """Demands in Arabic or French with all that is stored of them, written in bulk."""
    random_ = random.Random(28)  # noqa: S311
    texts = [(number, random_.choice(("ar", "fr"))) for number in range(1, DEMANDS + 1)]
    demands = Demand.objects.bulk_create(
        Demand(
            number=number, title=Texts(**{language: invented(random_, language)}), registered_on=timezone.localdate()
        )
        for number, language in texts
    )
    vectors, listed = [], set()
    for demand in demands:
        (language,) = demand.title.languages()
        vector, keys = similar_demands.fingerprint(str(getattr(demand.title, language)))
        vectors.append(
            DemandVector(demand=demand, wording="office", language=language, vector=vector, keys=sorted(keys))
        )
        listed |= {(key, demand.pk) for key in keys}
    DemandVector.objects.bulk_create(vectors)
    DemandKey.objects.bulk_create((DemandKey(key=key, demand_id=pk) for key, pk in sorted(listed)), batch_size=20_000)
    return vectors


def exhaustive(written: str, corpus: list[DemandVector]) -> list[similar_demands.Near]:
    analysis = similarity().analyse(written)
    last = fingerprints.last_begun(analysis)
    stored = ((each.demand_id, each.vector, last in each.keys) for each in corpus)
    return similar_demands.ranked(similarity().vector_of(analysis), stored)


@pytest.mark.slow
def test_neighbours_by_the_index_are_those_of_an_exhaustive_comparison(corpus):
    random_ = random.Random(82)  # noqa: S311
    same = asked = 0
    for number in range(QUESTIONS):
        written = invented(random_, ("ar", "fr")[number % 2])
        exact = exhaustive(written, corpus)[:FIRST]
        by_index = {near.demand_id for near in similar_demands.nearest(written)[:FIRST]}
        asked += len(exact)
        same += sum(near.demand_id in by_index for near in exact)

    assert asked > QUESTIONS
    assert same / asked >= 0.95, f"{same} of {asked}"
