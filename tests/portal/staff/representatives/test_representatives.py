"""Inviting representatives of an association from its page in the office."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partners.actions.invitations import invite, token_of
from partners.models import Invitation
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def test_representative_accepts_an_invitation_of_the_cell_and_is_ended_from_the_association_page(head: Any) -> None:
    association = factories.association()
    desk, page = signed_in(head), f"/staff/associations/{association.pk}/"

    sent = desk.post(
        f"{page}members/invite/", {"email": "president@example.org", "role": "president", "language": "ar"}
    )
    assert (sent.url, association.memberships.count()) == (page, 0)
    link = f"/members/invitations/{token_of(association.invitations.get())}/"
    Client().post(link, {"password": factories.PASSWORD, "name": "اسم"})
    membership = association.memberships.get()
    assert "اسم" in desk.get(page).content.decode()

    desk.post(f"/staff/associations/members/{membership.pk}/end/")
    assert not association.memberships.current().exists()


@pytest.mark.parametrize("function", ["recorder", "editor"])
def test_representative_is_not_invited_by_who_does_not_read_concerns(function: str) -> None:
    association = factories.association()
    desk, page = signed_in(factories.staff(function)), f"/staff/associations/{association.pk}/"

    refused = desk.post(f"{page}members/invite/", {"email": "friend@example.org", "role": "board", "language": "ar"})

    assert refused.status_code == 403
    assert "members/invite/" not in desk.get(page).content.decode()
    assert "members/invite/" in signed_in(factories.staff("moderator")).get(page).content.decode()
    assert not Invitation.objects.exists()


def test_invitation_is_taken_back_and_sent_again_by_the_cell(head: Any) -> None:
    association = factories.association()
    invitation = invite(association, by=head, email="president@example.org", role="president", language="ar")
    desk, page = signed_in(head), f"/staff/associations/{association.pk}/"
    assert "president@example.org" in desk.get(page).content.decode()

    at_once = desk.post(f"/staff/associations/invited/{invitation.pk}/resend/")
    Invitation.objects.update(expires_at=timezone.now())
    later = desk.post(f"/staff/associations/invited/{invitation.pk}/resend/")
    taken_back = desk.post(f"/staff/associations/invited/{invitation.pk}/revoke/")

    assert [each.status_code for each in (at_once, later, taken_back)] == [409, 302, 302]
    assert not Invitation.objects.open().exists()


@pytest.mark.parametrize("who", ["head", "president"])
def test_every_form_beside_an_invitation_carries_its_token(head: Any, who: str) -> None:
    association = factories.association()
    president = factories.representative(association)
    invitation = invite(association, by=president, email="other@example.org", role="board", language="ar")
    user, page, taken_back = {
        "head": (
            head,
            f"/staff/associations/{association.pk}/",
            f"/staff/associations/invited/{invitation.pk}/revoke/",
        ),
        "president": (
            president,
            f"/members/associations/{association.pk}/members/",
            f"/members/invited/{invitation.pk}/revoke/",
        ),
    }[who]

    shown = signed_in(user).get(page).content.decode()

    forms = shown.split("<form")[1:]
    assert any(taken_back in form.split(">")[0] for form in forms)
    assert all("csrfmiddlewaretoken" in form for form in forms if 'method="post"' in form.split(">")[0])


def test_representative_with_a_wrong_address_is_refused_beside_the_field(head: Any) -> None:
    association = factories.association()

    answer = signed_in(head).post(
        f"/staff/associations/{association.pk}/members/invite/",
        {"email": "president@", "role": "board", "language": "fr"},
    )

    assert answer.context["form"].errors.keys() == {"email"}
    assert 'value="president@"' in answer.content.decode()
    assert not association.invitations.exists()
