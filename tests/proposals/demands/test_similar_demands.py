from __future__ import annotations

import pytest
from django.core.management import call_command

from proposals.demands import embedding, ledger, similar_demands
from proposals.models import Demand, DemandKey, DemandVector
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


@pytest.mark.parametrize(
    "written",
    ["Installer l’éclairage public devant les écoles", "الضو مكاينش حدا السكويلة", "bghina inara 3omomia 7da lmadrasa"],
    ids=["French", "Darija", "Darija in Latin letters"],
)
def test_demand_in_another_language_is_offered_first(written):
    lamps = factories.demand(title=text("تقوية الإنارة العمومية أمام المدارس"))
    factories.demand(title=text("دوريات ليلية قرب السوق"))

    assert found(written)[:1] == [lamps]


def test_place_that_differs_puts_a_demand_after_that_of_the_same_place():
    here = factories.demand(title=text("دوريات ليلية بحي الزيتون"))
    there = factories.demand(title=text("دوريات ليلية بسيدي بوزكري"))

    assert found("Des patrouilles la nuit à Zitoune") == [here, there]
    assert found("Des patrouilles la nuit à Sidi Bouzekri") == [there, here]


def test_word_that_is_not_finished_finds_its_demand():
    lamps = factories.demand(title=text("الإنارة العمومية"))

    assert found("الإنا") == [lamps]
    assert found("ا") == []
    assert found("ال") == []


def test_demand_that_shares_more_words_comes_first_and_of_equals_the_one_of_the_same_theme():
    lamps = factories.demand(title=text("إنارة الحديقة"), themes=[factories.theme()])
    near = factories.demand(title=text("إنارة السوق"), themes=[])
    both = factories.demand(title=text("إنارة أمام المدرسة"), themes=[])

    assert found("إنارة المدرسة", themes=[factories.theme()]) == [both, lamps, near]


def test_demand_that_is_reworded_is_found_by_its_new_words(recorder):
    row = factories.demand(title=text("إنارة"))

    ledger.reword(
        row, by=recorder, version=1, title=text("تشوير"), details=text(""), themes=[], areas=[], owner_unit=None
    )

    assert found("تشوير") == [row]
    assert found("إنارة") == []


def test_keys_of_a_wording_that_is_replaced_are_taken_off_the_lists():
    row = factories.demand(title=text("إنارة الحديقة"))

    similar_demands.store(row, text("تشوير"), text(""))

    listed = set(DemandKey.objects.values_list("key", flat=True))
    assert listed == {key for keys in DemandVector.objects.values_list("keys", flat=True) for key in keys}
    assert listed


def test_wording_of_the_office_is_never_offered_to_the_public():
    row = factories.demand(title=text("إنارة الحديقة"))
    similar_demands.store(row, text("تشوير الطريق"), text(""), wording=similar_demands.PUBLISHED)

    assert list(Demand.objects.like_published("تشوير الطريق")) == [row]
    assert list(Demand.objects.like_published("إنارة الحديقة")) == []
    assert found("إنارة الحديقة") == [row]
    assert found("تشوير الطريق") == []


def test_demand_that_leaves_the_square_is_not_offered_to_the_public_any_more():
    row = factories.demand(title=text("إنارة الحديقة"))
    similar_demands.store(row, row.title, row.details, wording=similar_demands.PUBLISHED)

    similar_demands.forget(row, wording=similar_demands.PUBLISHED)

    assert list(Demand.objects.like_published("إنارة الحديقة")) == []
    assert found("إنارة الحديقة") == [row]


def test_what_a_user_may_not_see_is_not_offered(representative, recorder):
    row = factories.demand(title=text("إنارة الحديقة"))

    assert list(Demand.objects.visible_to(recorder).like("إنارة الحديقة")) == [row]
    assert list(Demand.objects.visible_to(representative).like("إنارة الحديقة")) == []


def test_search_costs_the_same_however_many_demands_there_are(django_assert_num_queries):
    for number in range(12):
        factories.demand(title=text(f"إنارة {number}"))

    about = {"themes": [factories.theme()]}

    with django_assert_num_queries(3):
        assert len(found("إنارة الشارع ليلا", **about)) == 8


def test_indexing_anew_makes_the_same_vectors_and_keys():
    row = factories.demand(title=text("إنارة الحديقة"))
    before = [(each.language, bytes(each.vector), each.keys) for each in row.vectors.all()]
    DemandKey.objects.all().delete()
    DemandVector.objects.all().delete()

    call_command("index_demands", verbosity=0)

    assert [(each.language, bytes(each.vector), each.keys) for each in row.vectors.all()] == before
    assert found("إنارة الحديقة") == [row]


class SaysGardenIsPark:
    """Stands for the operator's model: knows one thing that our comparison does not."""

    def embed(self, texts):
        return [[1.0, 0.0] if "بستان" in each or "الحديقة" in each else [0.0, 1.0] for each in texts]


def test_model_of_the_operator_is_asked_and_counts(settings):
    garden = factories.demand(title=text("إنارة الحديقة"))
    market = factories.demand(title=text("إنارة السوق"))
    assert found("إنارة بستان") == [market, garden]
    before = similar_demands.alike("إنارة بستان", "إنارة الحديقة")

    settings.EMBEDDER = f"{__name__}.{SaysGardenIsPark.__name__}"

    assert found("إنارة بستان") == [garden, market]
    assert similar_demands.alike("إنارة بستان", "إنارة الحديقة") == pytest.approx((before + 1) * embedding.PART)
