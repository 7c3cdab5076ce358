"""The page of an association: it contests a decision once, and writes to the cell."""

from __future__ import annotations

import pytest
from django.test import Client

from proposals.concerns import contests
from proposals.models import Concern
from tests import factories
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db


def page_of(concern: Concern) -> str:
    return f"/members/concerns/{concern.reference}/"


def member_of(concern: Concern) -> Client:
    client = Client()
    client.force_login(concern.submitted_by)
    return client


def test_contest_is_offered_once_after_a_decision() -> None:
    concern = in_state("declined")
    client = member_of(concern)
    assert "contest" in client.get(page_of(concern)).context["offered"]

    assert client.post(f"{page_of(concern)}contest/", {"text": "لا نوافق"}).status_code == 302

    assert Concern.objects.get().state == "under_review"
    contests.uphold(Concern.objects.get(), by=factories.staff("moderator"), sentence="لأن القرار صحيح")
    page = client.get(page_of(concern))
    assert "contest" not in page.context["offered"]
    assert all(words in page.content.decode() for words in ("لا نوافق", "لأن القرار صحيح"))
    again = client.post(f"{page_of(concern)}contest/", {"text": "لا نوافق أبدا"})
    assert again.status_code == 409
    assert "لا نوافق أبدا" in again.content.decode()


@pytest.mark.parametrize("part", ["contest", "letter"])
def test_nothing_written_is_asked_for_beside_the_field(part: str) -> None:
    concern = in_state("declined")

    answer = member_of(concern).post(f"{page_of(concern)}{part}/", {"text": " "})

    assert list(answer.context[part].errors) == ["text"]
    assert concern.steps.count() == 2


def test_letter_stands_on_both_pages() -> None:
    concern = in_state("referred")

    assert member_of(concern).post(f"{page_of(concern)}letter/", {"text": "متى يجيبون؟"}).status_code == 302

    assert "متى يجيبون؟" in member_of(concern).get(page_of(concern)).content.decode()
    desk = Client()
    desk.force_login(factories.staff("moderator"))
    assert "متى يجيبون؟" in desk.get(f"/staff/concerns/{concern.pk}/").content.decode()


def test_letter_about_a_confidential_concern_is_shown_as_sealed() -> None:
    concern = in_state("declined", use="cell_only")
    client = member_of(concern)

    client.post(f"{page_of(concern)}letter/", {"text": "رسالة سرية"})

    assert "رسالة سرية" not in client.get(page_of(concern)).content.decode()


def test_association_of_a_merged_concern_reads_nothing_about_the_other_one() -> None:
    concern = in_state("merged")
    other = Concern.objects.get(pk=Concern.objects.get(pk=concern.pk).merged_into_id)

    for one, another in ((concern, other), (other, concern)):
        html = member_of(one).get(page_of(one)).content.decode()
        assert another.reference not in html
        assert another.association.name.ar not in html
