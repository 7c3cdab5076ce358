from __future__ import annotations

import pytest

from proposals import querysets
from proposals.demands import ledger, similar_demands
from proposals.models import Demand
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db


def found(written: str, **about) -> list[Demand]:
    return list(Demand.objects.like(written, **about))


def test_demand_in_other_forms_of_the_same_words_is_offered():
    lamps = factories.demand(title=text("تقوية الإنارة العمومية أمام المدارس"))
    factories.demand(title=text("دوريات قرب السوق"))

    assert found("إنارة عمومية بالمدارس الابتدائية") == [lamps]
    assert found("حدائق") == []


def test_word_that_is_not_finished_finds_its_demand():
    lamps = factories.demand(title=text("الإنارة العمومية"))

    assert found("الإنا") == [lamps]
    assert found("ا") == []


@pytest.mark.parametrize("written", ["ال", "الا", "إنارة ال"])
def test_article_alone_finds_nothing(written):
    wanted = similar_demands.wanted(written)

    assert wanted.beginning is None
    assert len(wanted.words) == (1 if " " in written else 0)


def test_word_that_is_not_finished_is_looked_for_among_recent_demands_only(monkeypatch):
    monkeypatch.setattr(querysets, "RECENT", 1)
    old, recent = (factories.demand(title=text(title)) for title in ("الإنارة العمومية", "إنارة السوق"))

    assert found("إنا") == [recent]
    assert found("إنارة") == [recent, old]
    assert found("إنارة ال") == [recent, old]


def test_demand_that_shares_more_words_comes_first_and_of_equals_the_one_of_the_same_theme():
    lamps = factories.demand(title=text("إنارة الحديقة"), themes=[factories.theme()])
    near = factories.demand(title=text("إنارة السوق"), themes=[])
    both = factories.demand(title=text("إنارة أمام المدرسة"), themes=[])

    assert found("إنارة المدرسة", themes=[factories.theme()]) == [both, lamps, near]
    assert found("إنارة المدرسة") == [both, near, lamps]


def test_demand_that_is_reworded_is_found_by_its_new_words(recorder):
    row = factories.demand(title=text("إنارة"))

    ledger.reword(
        row, by=recorder, version=1, title=text("تشوير"), details=text(""), themes=[], areas=[], owner_unit=None
    )

    assert found("تشوير") == [row]
    assert found("إنارة") == []


def test_search_costs_the_same_however_many_demands_there_are(django_assert_num_queries):
    for number in range(12):
        factories.demand(title=text(f"إنارة {number}"))

    about = {"themes": [factories.theme()]}

    with django_assert_num_queries(4):
        assert len(found("إنارة الشارع ليلا", **about)) == 8
