from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from portal.public.figures.measures import satisfaction
from portal.public.small_counts import FEWEST, SHOWN_FROM
from publications import facet_counts, found_by
from publications.facets import VERDICT_WORDS
from publications.models import Document
from publications.schemas import ThemeRef
from publications.schemas.demand import Answer, Verdict
from tests.portal.public import published

pytestmark = pytest.mark.django_db

ON = dt.date(2018, 11, 12)
DOMESTIC = ThemeRef(key="vulnerable_domestic", name=published.ar("العنف الأسري"))


def publish(number: int, words: Iterable[str], *, answers: int = 1, note: str = "", **changed: Any) -> None:
    """A demand with these verdicts on its first answer."""
    verdicts = [Verdict.model_validate({"answer": 0, "on": ON, "word": word}) for word in words]
    told = [Answer(on=ON, text=published.ar(f"جواب {place}")) for place in range(answers)]
    facts = {"answers": told, "verdicts": verdicts, "asked": len(verdicts) + 1}
    published.publish(published.demand(number, **facts | changed), note=note)


def measure(reader: Client) -> Any:
    return reader.get("/en/figures/").context["measures"]["satisfaction"]


def table(reader: Client) -> dict[str, list[str]]:
    content = reader.get("/en/figures/satisfaction.csv").content.decode("utf-8-sig")
    return {row[0]: row[2:] for row in csv.reader(io.StringIO(content))}


def test_share_of_verdicts_that_say_solved_has_numerator_and_denominator(reader: Client) -> None:
    publish(1, ["solved", "partly", "solved"])
    publish(2, ["not_solved", "partly"])
    publish(3, [])

    found, page = measure(reader), reader.get("/en/figures/").content.decode()

    assert (found.part, found.whole) == (2, 5)
    assert [(line.shape, line.number) for line in found.verdicts.lines] == [
        ("done", 2), ("partly_done", 2), ("not_possible", 1),
    ]  # fmt: skip
    assert (found.verdicts.asked, found.verdicts.heard) == (8, 5)
    assert "About the last answers, 8 associations were asked; verdicts given: 5." in page
    assert table(reader)["all"] == ["2", "2", "1"]


def test_new_answer_makes_no_earlier_verdict_disappear(reader: Client) -> None:
    publish(1, ["not_solved", "not_solved"])
    publish(1, ["not_solved", "not_solved"], answers=2, note="جواب جديد")

    found = measure(reader)

    assert (found.part, found.whole) == (0, 2)
    assert (found.verdicts.asked, found.verdicts.heard) == (3, 0)


def test_verdicts_of_a_withdrawn_demand_are_counted_nowhere(reader: Client) -> None:
    publish(1, ["solved"])
    assert measure(reader).whole == 1

    published.withdraw("demand", "1")

    assert measure(reader).whole == 0
    assert "No verdict is published yet." in reader.get("/en/figures/").content.decode()


def test_small_number_of_verdicts_on_a_sensitive_theme_is_not_shown(reader: Client) -> None:
    publish(1, ["solved", "not_solved"], themes=[DOMESTIC])
    publish(2, ["partly"], themes=[published.DRUGS])

    rows = table(reader)
    hidden = [key for key, numbers in rows.items() if numbers == ["", "", ""]]

    assert rows["vulnerable_domestic"] == ["", "", ""]
    assert len(hidden) > 1
    assert rows["drugs"] == ["0", "1", "0"]
    assert rows["all"] == ["1", "1", "1"]


@pytest.mark.parametrize("fewest", [0, FEWEST, SHOWN_FROM - 1])
def test_theme_is_hidden_while_one_of_its_words_could_be_small(reader: Client, fewest: int) -> None:
    words = [word for word in VERDICT_WORDS for _each in range(SHOWN_FROM)]
    known = [ThemeRef(key=key, name=published.ar(key)) for key in _hidden_with_domestic(reader)]
    publish(1, words, themes=known)
    assert table(reader)["vulnerable_domestic"] == [str(SHOWN_FROM)] * 3

    publish(1, words[SHOWN_FROM - fewest :], themes=known, note="حكم أقل")

    assert table(reader)["vulnerable_domestic"] == ["", "", ""]


def _hidden_with_domestic(reader: Client) -> list[str]:
    """All themes that are hidden while there is no verdict."""
    return [key for key, numbers in table(reader).items() if numbers == ["", "", ""]]


def test_kept_numbers_of_verdicts_follow_a_list_in_which_a_theme_moves(reader: Client) -> None:
    publish(1, ["solved", "solved"], themes=[DOMESTIC])
    document = Document.objects.get(kind="demand", key="1")
    trees = found_by.live_trees()

    above = trees.with_above("theme", ["vulnerable_domestic"])
    moved = found_by.in_new_trees(document.facets, trees._replace(theme={"vulnerable_domestic": "road"}))

    assert len(above) > 1
    assert {f"judged:{key}:solved:2" for key in above} <= set(document.facets)
    found = {facet for facet in moved if facet.startswith("judged:") and facet.endswith(":solved:2")}
    assert found == {"judged::solved:2", "judged:vulnerable_domestic:solved:2", "judged:road:solved:2"}


def test_demands_published_before_verdicts_had_facets_get_them() -> None:
    publish(1, ["solved"])
    Document.objects.filter(kind="demand").update(facets=["all"])
    assert satisfaction().whole == 0

    found_by.fill(apps.get_model("publications", "Document"), kind="demand", live__canonical__contains='"answers":[{')

    assert (satisfaction().part, facet_counts.wrong_counts()) == (1, [])
