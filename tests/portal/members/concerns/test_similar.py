"""Public demands that are offered to an association while it writes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.db.rate_limits import RateLimit, count
from partners.models import Association
from portal.members.concerns import similar
from proposals.models import Demand
from tests import factories
from tests.portal.members.concerns.pen import MATTER, SUBJECT, Pen, html
from tests.portal.staff.desk import queries

pytestmark = pytest.mark.django_db
TITLE = "الإنارة العمومية قرب مدارس الحي"
WRITTEN = "إنارة ضعيفة حدا المدرسة"
MARKED = '<mark class="same">الإنارة العمومية قرب مدارس</mark> الحي'


@pytest.fixture
def pen() -> Pen:
    made = Pen()
    made.begin()
    return made


def public(title: str = TITLE, **values: Any) -> Demand:
    return factories.answered_demand(factories.verified_association(), title=factories.text(title), **values)


def listed(pen: Pen) -> Any:
    return pen.client.get(pen.address("similar/"))


def numbers(answer: Any) -> list[int]:
    return [each.offer.demand.number for each in answer.context["similar"]]


def test_near_public_demand_is_offered_with_its_answer_and_a_way_to_ask_it_too(pen: Pen) -> None:
    demand = public()
    association = Association.objects.visible_to(pen.user).get()

    pen.type(1, **SUBJECT | {"title": WRITTEN})

    page = html(listed(pen))
    assert MARKED in page
    assert demand.answers.count() == 1
    assert "أُجيب عنه" in page
    way = f"/members/associations/{association.pk}/demands/{demand.number}/"
    assert f'href="{way}#support"' in page
    assert 'id="support"' in html(pen.client.get(way))


@pytest.mark.slow
@pytest.mark.parametrize(
    "written",
    ["Il manque de l’éclairage près de l’école", "الضو مكاينش حدا السكويلة"],
    ids=["French", "Darija"],
)
def test_demand_is_offered_across_languages(pen: Pen, written: str) -> None:
    demand = public()
    public("دوريات ليلية بالسوق")

    pen.type(1, **SUBJECT | {"title": written})

    assert numbers(listed(pen))[0] == demand.number
    assert '<mark class="same">الإنارة' in html(listed(pen))


@pytest.mark.slow
def test_every_step_offers_it_without_javascript_and_keeps_what_is_typed(pen: Pen) -> None:
    public()

    refused = pen.type(1, **SUBJECT | {"title": WRITTEN, "themes": []})
    assert MARKED in html(refused)
    assert WRITTEN in html(refused)

    pen.write(title=WRITTEN)
    assert MARKED in html(pen.open(1))
    assert MARKED in html(pen.open(2))
    assert MATTER["text"] in html(pen.open(2))
    assert MARKED in html(pen.open(3))
    assert pen.send().status_code == 302


@pytest.mark.slow
def test_text_of_the_second_step_is_compared_too(pen: Pen) -> None:
    demand = public("محاربة ترويج الأقراص المهلوسة")
    pen.type(1, **SUBJECT | {"title": "نص قصير"})
    assert numbers(listed(pen)) == []

    pen.type(2, **MATTER | {"text": "تباع الأقراص المهلوسة قرب الحديقة كل مساء."})

    assert numbers(listed(pen)) == [demand.number]


def test_demand_that_is_not_public_is_not_offered(pen: Pen) -> None:
    hidden = factories.demand(title=factories.text(TITLE))
    pen.type(1, **SUBJECT | {"title": WRITTEN})
    assert list(Demand.objects.like(WRITTEN)) == [hidden]

    assert numbers(listed(pen)) == []
    assert TITLE not in html(pen.open(1))


@pytest.mark.slow
@pytest.mark.parametrize("use", ["cell_only", ""])
def test_text_that_is_not_open_is_never_looked_up(pen: Pen, use: str) -> None:
    public()
    pen.type(1, **SUBJECT | {"title": WRITTEN, "use": use})

    with CaptureQueriesContext(connection) as captured:
        pages = [listed(pen), pen.open(1)]

    assert not any(MARKED in html(page) for page in pages)
    assert "proposals_demandkey" not in " ".join(each["sql"] for each in captured)
    pen.type(1, **SUBJECT | {"title": WRITTEN})
    assert MARKED in html(listed(pen))


@pytest.mark.slow
def test_association_that_asks_it_already_is_told_so(pen: Pen) -> None:
    association = Association.objects.visible_to(pen.user).get()
    factories.associations.move(association, by=factories.staff("moderator"), move="verify")
    demand = factories.answered_demand(association, title=factories.text(TITLE))
    pen.type(1, **SUBJECT | {"title": WRITTEN})

    [found] = listed(pen).context["similar"]

    assert (found.offer.demand.number, found.is_asked) == (demand.number, True)
    assert "#support" not in html(listed(pen))


def test_draft_of_others_does_not_exist(pen: Pen) -> None:
    public()
    pen.type(1, **SUBJECT | {"title": WRITTEN})

    assert Pen().client.get(pen.address("similar/")).status_code == 404
    elsewhere = Pen(pen.user).client.get(pen.address("similar/"))
    assert elsewhere.status_code == 410
    assert MARKED not in html(elsewhere)


@pytest.mark.slow
def test_look_ups_of_an_account_have_a_limit_beyond_which_the_form_goes_on(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    public()
    pen.type(1, **SUBJECT | {"title": WRITTEN})
    monkeypatch.setattr(similar, "AN_HOUR", 3)
    count(RateLimit(f"similar:{pen.user.pk}", most=10_000, is_hourly=True))

    answers = [listed(pen).status_code for _time in range(4)]

    assert answers[-1] == 429
    assert pen.open(2).status_code == 200
    assert pen.type(2, **MATTER).status_code == 302


def test_markup_in_a_published_title_is_shown_as_text(pen: Pen) -> None:
    public("الإنارة <img src=x onerror=alert(1)> قرب المدرسة")
    pen.type(1, **SUBJECT | {"title": WRITTEN})

    page = html(listed(pen))

    assert "&lt;img src=x" in page
    assert "<img" not in page


@pytest.mark.slow
def test_more_demands_cost_no_more_queries(pen: Pen) -> None:
    public()
    pen.type(1, **SUBJECT | {"title": WRITTEN})
    few = queries(pen.client, pen.address("similar/"))
    for place in ("الحديقة", "السوق", "الملعب"):
        public(f"الإنارة العمومية قرب {place}")

    assert queries(pen.client, pen.address("similar/")) == few
    assert len(listed(pen).context["similar"]) == similar.OFFERED
