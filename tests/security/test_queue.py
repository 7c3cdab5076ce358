"""The queue of concerns: who may assign, and what filters give away (threats 4, 5 and 15)."""

from __future__ import annotations

import itertools
import time
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Refusal
from proposals.models import Concern, ConcernBulk, SavedView
from tests import factories
from tests.portal.staff.concerns.pages import INBOX, shown
from tests.portal.staff.desk import signed_in
from tests.security.rendering import unrendered

pytestmark = pytest.mark.django_db
SQL = [
    "'; SELECT pg_sleep(5); --",
    "' OR '1'='1",
    "x') UNION SELECT pg_sleep(5) --",
    "a:*|!b",
    "\\",
    "%",
    "((((",
    "1;2",
]
FILTERS = ("q", "state", "theme", "area", "assignee", "promise", "view", "after", "before")


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_assignment_sent_by_an_association_is_refused_and_noted(use: str) -> None:
    concern, moderator = factories.concern(use=use), factories.staff("moderator")
    address = reverse("staff:concern_assign", args=[concern.pk])
    sent = {f"{concern.pk}-person": moderator.pk, f"{concern.pk}-seen": ""}

    for person in (concern.submitted_by, factories.representative()):
        assert signed_in(person).post(address, sent).status_code == 404
        noted = Refusal.objects.get(user=person)
        assert (noted.view, noted.method) == ("staff:concern_assign", "POST")

    assert Concern.objects.get().assignee is None
    assert signed_in(moderator).post(address, sent).status_code == 302
    assert Concern.objects.get().assignee == moderator


@pytest.mark.parametrize("name", ["concerns_bulk", "concerns_bulk_confirm", "concerns_view_save"])
def test_steps_for_several_sent_by_an_association_are_refused_and_noted(name: str) -> None:
    concern = factories.concern()
    step = concern.steps.get().pk
    sent = {
        "concern": concern.pk, "seen": f"{concern.pk}:{step}:", "act": "decline", "written": "1", "reason": "not_clear",
        "sentence_ar": "لا", "key": "0e3f0c3e-5b7e-4a7b-9d43-2f4c0f6f7a11", "name": "عرض",
    }  # fmt: skip

    assert signed_in(concern.submitted_by).post(reverse(f"staff:{name}"), sent).status_code == 404

    assert Refusal.objects.get().view == f"staff:{name}"
    assert Concern.objects.get().state == "submitted"
    assert not ConcernBulk.objects.exists()
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        {"title__startswith": "ا"}, {"submitted_by__email__startswith": "a"}, {"assignee__email__startswith": "a"},
        {"order": "sealed"}, {"state__in": "x"}, {"view": "sealed"}, {"assignee": "-1"}, {"theme": "schools'"},
        {"after": "true~x~1"}, {"promise": "due_at"},
    ],
)  # fmt: skip
def test_parameter_that_is_no_filter_tells_nothing(desk: Any, query: dict[str, str]) -> None:
    rows = [factories.concern(), factories.concern()]

    answer = desk.get(INBOX, query)

    assert answer.status_code == 200
    assert set(shown(answer)) == set(rows)


@pytest.mark.slow
def test_sql_in_a_filter_is_quick_and_is_not_run(desk: Any) -> None:
    factories.concern(title="بلا علامات")
    desk.get(INBOX)

    wrong = []
    for name, words in itertools.product(FILTERS, SQL):
        started = time.monotonic()
        with unrendered():
            answer = desk.get(INBOX, {name: words})
        is_quick = time.monotonic() - started < 3
        if answer.status_code != 200 or not is_quick or (shown(answer) == []) != (name == "q"):
            wrong.append(f"?{name}={words}: {answer.status_code}, quick: {is_quick}, {shown(answer)}")

    assert wrong == []


def test_saved_filters_that_somebody_wrote_by_hand_are_not_applied(desk: Any, moderator: Any) -> None:
    factories.concern()
    SavedView.objects.create(
        user=moderator, kind="concerns", name="عرض", filters={"q": ["x"], "state": {"in": 1}, "view": None, "sql": "x"}
    )

    assert desk.get(INBOX).status_code == 200


@pytest.fixture
def desk(moderator: Any) -> Any:
    return signed_in(moderator)
