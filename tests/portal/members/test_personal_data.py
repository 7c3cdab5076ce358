"""Law 09-08, article 5: each form that collects personal data says why and leads to the privacy page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import announced, invited
from tests.portal.members.concerns.pen import Pen
from tests.portal.members.meetings.test_answering import link
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def assert_leads_to(collection: str, page: Any) -> None:
    html = page.content.decode()
    assert page.status_code == 200
    form = html[html.index('method="post"') :]
    assert f'/privacy/#{collection}"' in form, "the link stands in or below the form"


@pytest.mark.parametrize("page", ["/accounts/signup/", "/accounts/login/"])
def test_entrance_leads_to_the_privacy_page(page: str) -> None:
    assert_leads_to("account", Client().get(page, follow=True))


def test_sign_up_leads_to_the_privacy_page_in_the_language_of_the_form() -> None:
    html = Client(headers={"accept-language": "fr"}).get("/accounts/login/?language=fr", follow=True).content.decode()

    assert 'href="/fr/privacy/#account"' in html


def test_association_forms_lead_to_the_privacy_page(representative: Any) -> None:
    client, association = signed_in(representative), representative.memberships.get().association

    assert_leads_to("association", client.get("/members/associations/new/"))
    assert_leads_to("association", client.get(f"/members/associations/{association.pk}/edit/"))
    assert_leads_to("association", client.get(f"/members/associations/{association.pk}/members/"))


@pytest.mark.parametrize("step", [1, 2, 3])
def test_each_step_of_a_submission_leads_to_the_privacy_page(pen: Pen, step: int) -> None:
    pen.write()

    assert_leads_to("submission", pen.open(step))


def test_form_to_follow_leads_to_the_privacy_page() -> None:
    assert_leads_to("follow", Client().get("/following/new/"))


def test_registration_and_answer_to_an_invitation_lead_to_the_privacy_page() -> None:
    meeting = announced(takes_registrations=True)

    assert_leads_to("meeting", Client().get(f"/register/{meeting.key}/"))
    assert_leads_to("meeting", Client().get(link(invited(meeting))))


def test_every_page_of_an_account_has_the_privacy_page_in_its_foot(representative: Any) -> None:
    assert '/privacy/">' in signed_in(representative).get("/members/").content.decode()
