"""Demands that are offered to somebody who writes: the words that match, and what is public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from core.text.pieces import Marked
from proposals.demands.offers import offers, public_offers
from proposals.models import Demand
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db
LAMPS = "تقوية الإنارة العمومية أمام المدارس"


def shown(marked: Marked | None) -> str:
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in marked.pieces) if marked else ""


def offered(written: str) -> list[str]:
    return [shown(each.title) for each in offers(written, Demand.objects.like(written))]


def public(**values) -> Demand:
    """A demand that is published as it is worded now."""
    return factories.answered_demand(factories.verified_association(), **values)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("إنارة ضعيفة حدا المدرسة", "تقوية [الإنارة العمومية أمام المدارس]"),
        ("Il manque de l’éclairage près de l’école", "تقوية [الإنارة العمومية أمام المدارس]"),
        ("الضو مكاينش حدا السكويلة", "تقوية [الإنارة العمومية أمام المدارس]"),
    ],
    ids=["Arabic", "French", "Darija"],
)
def test_offer_shows_the_words_that_match_also_across_languages(written, expected):
    factories.demand(title=text(LAMPS))

    assert offered(written) == [expected]


def test_offer_in_another_language_than_the_readers_says_which():
    factories.demand(title=text(LAMPS))

    with override("fr"):
        [offer] = offers("éclairage", Demand.objects.like("éclairage"))

    assert (offer.title.language, offer.title.is_fallback) == ("ar", True)


def test_offer_shows_the_part_of_the_details_that_has_more_words_that_match():
    factories.demand(title=text("تحسين محيط المؤسسات"), details=text("نطلب تكثيف الدوريات قرب الإعدادية عند الخروج."))

    [offer] = offers("دوريات قرب الإعدادية", Demand.objects.like("دوريات قرب الإعدادية"))

    assert "[الدوريات" in shown(offer.details)
    [without] = offers("محيط المؤسسات", Demand.objects.like("محيط المؤسسات"))
    assert without.details is None


def test_public_offers_are_told_in_the_published_words_and_nothing_of_the_office():
    known = public(title=text(LAMPS), details=text("يطلب سكان الحي ذلك."))
    factories.demand(title=text("إنارة الممر المؤدي إلى المدارس"))
    Demand.objects.filter(pk=known.pk).update(title=text("إنارة المدارس، مسودة سرية"))

    found = public_offers("الإنارة أمام المدرسة")

    assert [each.demand.key for each in found] == [known.key]
    assert shown(found[0].title) == "تقوية [الإنارة العمومية أمام المدارس]"
    assert len(offered("الإنارة أمام المدرسة")) == 2


class Remembers:
    """A model that notes what it is asked about."""

    asked: ClassVar[list[str]] = []

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.asked.extend(texts)
        return [[1.0] for _text in texts]


def test_model_of_the_operator_is_asked_about_published_words_alone(settings):
    known = public(title=text(LAMPS))
    Demand.objects.filter(pk=known.pk).update(title=text("إنارة المدارس، مسودة سرية"))
    settings.EMBEDDER = f"{__name__}.{Remembers.__name__}"

    assert [each.demand.key for each in public_offers("الإنارة أمام المدرسة")] == [known.key]
    assert Remembers.asked == ["الإنارة أمام المدرسة", LAMPS]


@pytest.mark.slow
def test_public_offers_cost_as_many_queries_for_many_demands_as_for_one():
    public(title=text(LAMPS))
    with CaptureQueriesContext(connection) as one:
        assert len(public_offers("الإنارة العمومية")) == 1
    for place in ("الحديقة", "السوق", "الملعب"):
        public(title=text(f"الإنارة العمومية في {place}"))

    with CaptureQueriesContext(connection) as many:
        assert len(public_offers("الإنارة العمومية")) == 4

    assert len(one) == len(many) == 3


@pytest.mark.parametrize("written", ["", " \n", "؟!"])
def test_public_offers_for_nothing_are_none(written):
    public(title=text(LAMPS))

    assert public_offers(written) == []
