"""Members, invitations and the hand-over, through the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Refusal, User
from partners import quotas
from partners.actions import invitations
from partners.models import Association, Invitation, Membership
from portal.common import keyset
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "invited@example.org", "a sentence of my own"


def page_of(association: Association, part: str = "members/") -> str:
    return f"/members/associations/{association.pk}/{part}"


def invite(association: Association, user: User, **changed: str) -> Any:
    fields = {"email": EMAIL, "role": "secretary", "language": "ar"} | changed
    return signed_in(user).post(page_of(association, "members/invite/"), fields)


def link_to(association: Association) -> str:
    return f"/members/invitations/{invitations.token_of(association.invitations.get())}/"


@pytest.fixture
def association(db: None) -> Association:
    return factories.association()


@pytest.fixture
def president(association: Association) -> User:
    return factories.representative(association)


def test_invited_person_chooses_a_password_and_is_in(association: Association, president: User) -> None:
    assert invite(association, president).status_code == 302
    client = Client()

    shown = client.get(link_to(association))
    entered = client.post(link_to(association), {"password": PASSWORD, "name": "اسم"})

    assert shown.status_code == 200
    assert entered.url == page_of(association, "")
    assert client.get(entered.url).status_code == 200
    assert User.objects.get(email=EMAIL).name == "اسم"


@pytest.mark.parametrize("password", ["", "short", "invited@example.org", "password1234"])
def test_weak_password_is_refused_and_consumes_nothing(
    association: Association, president: User, password: str
) -> None:
    invite(association, president)

    response = Client().post(link_to(association), {"password": password})

    assert "password" in response.context["form"].errors
    assert Invitation.objects.open().exists()
    assert not User.objects.filter(email=EMAIL).exists()


def test_double_tap_on_accept_ends_on_the_same_page(association: Association, president: User) -> None:
    invite(association, president)
    link, client = link_to(association), Client()

    pages = [client.post(link, {"password": PASSWORD}).url for _ in range(2)]
    lost_the_first_answer = Client().post(link, {"password": PASSWORD})

    assert set(pages) == {page_of(association, "")}
    assert lost_the_first_answer.url == page_of(association, "")
    assert Membership.objects.filter(user__email=EMAIL).count() == 1
    assert Client().post(link, {"password": "not that password"}).status_code == 404


def test_invited_person_with_an_account_signs_in_first(association: Association, president: User) -> None:
    owner = factories.user(email=EMAIL)
    invite(association, president)
    link, client = link_to(association), Client()

    asked = client.get(link)
    client.post(asked.url, {"login": EMAIL, "password": factories.PASSWORD})
    shown, accepted = client.get(link), client.post(link)

    assert asked.url.startswith("/accounts/login/?next=")
    assert (shown.status_code, accepted.status_code) == (200, 302)
    assert Membership.objects.get(user=owner).role == "secretary"


def test_link_of_somebody_else_is_not_found_and_stays_open(association: Association, president: User) -> None:
    """Threat 8."""
    invite(association, president)
    link = link_to(association)
    unknown = f"/members/invitations/{'x' * 22}/"

    for stranger in (president, factories.representative(), factories.staff("head")):
        client = signed_in(stranger)
        for method in (client.get, client.post):
            real, missing = method(link), method(unknown)
            assert (real.status_code, real.content) == (404, missing.content)

    assert Invitation.objects.open().exists()


@pytest.mark.parametrize("why", ["used", "expired", "revoked"])
def test_link_that_is_over_looks_like_one_that_never_was(association: Association, president: User, why: str) -> None:
    """Threat 8."""
    invite(association, president)
    link = link_to(association)
    assert Client().get(link).status_code == 200
    if why == "used":
        Client().post(link, {"password": PASSWORD})
    else:
        now = timezone.now()
        Invitation.objects.update(**{"revoked_at": now} if why == "revoked" else {"expires_at": now})

    for client in (Client(), signed_in(president)):
        over, never = client.get(link), client.get(f"/members/invitations/{'x' * 22}/")
        assert (over.status_code, never.status_code) == (404, 404)
        assert over.content == never.content


def test_invite_by_a_member_who_does_not_lead_is_refused_and_noted(association: Association, president: User) -> None:
    """Threat 4."""
    member = factories.representative(association)

    assert invite(association, member).status_code == 403

    assert not Invitation.objects.exists()
    assert Refusal.objects.get().user == member
    assert invite(association, president).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"email": "nobody"}, 200), ({"role": "king"}, 200), ({"role": "president"}, 200), ({"language": "xx"}, 200)],
)
def test_wrong_invitation_is_explained(
    association: Association, president: User, wrong: dict[str, str], status: int
) -> None:
    response = invite(association, president, **wrong)

    assert response.status_code == status
    assert response.context["form"].errors.keys() == wrong.keys()
    assert not Invitation.objects.exists()


def test_take_back_and_send_again(association: Association, president: User) -> None:
    invite(association, president)
    invitation, client = association.invitations.get(), signed_in(president)

    at_once = client.post(f"/members/invited/{invitation.pk}/resend/")
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))
    later = client.post(f"/members/invited/{invitation.pk}/resend/")
    taken_back = client.post(f"/members/invited/{invitation.pk}/revoke/")

    assert [each.status_code for each in (at_once, later, taken_back)] == [409, 302, 302]
    assert not Invitation.objects.open().exists()


def test_removed_member_is_refused_at_the_next_request(association: Association, president: User) -> None:
    """Threat 10."""
    member = factories.representative(association)
    Membership.objects.update(since=timezone.localdate() - dt.timedelta(days=9))
    working = signed_in(member)
    assert working.get(page_of(association)).status_code == 200

    signed_in(president).post(f"/members/memberships/{association.memberships.get(user=member).pk}/end/")

    for part in ("", "members/", "edit/", "answer/", "hand-over/"):
        assert working.get(page_of(association, part)).status_code in {404, 302}, part
    assert working.get(page_of(association)).status_code == 404
    assert working.post(page_of(association, "edit/"), {"seat": "بعد الخروج", "version": 1}).status_code == 404
    assert Association.objects.get(pk=association.pk).seat == ""


def test_member_leaves_and_president_does_not(association: Association, president: User) -> None:
    member = factories.representative(association)
    own = {each.user_id: each.pk for each in association.memberships.all()}

    left = signed_in(member).post(f"/members/memberships/{own[member.pk]}/end/")
    stays = signed_in(president).post(f"/members/memberships/{own[president.pk]}/end/")

    assert left.url == "/members/"
    assert stays.status_code == 409
    assert list(association.memberships.current().values_list("user", flat=True)) == [president.pk]


def signed_in_by_password(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})
    return client


def test_hand_over_asks_for_the_password_again(association: Association, president: User) -> None:
    member = factories.representative(association)
    chosen = {"to": association.memberships.get(user=member).pk}
    client, url = signed_in_by_password(president), page_of(association, "hand-over/")

    asked = client.get(url)
    client.post(asked.url, {"password": factories.PASSWORD})
    shown, done = client.get(url), client.post(url, chosen)

    assert asked.url.startswith("/accounts/reauthenticate/")
    assert (shown.status_code, done.status_code) == (200, 302)
    assert association.memberships.get(role="president").user == member


def test_hand_over_sent_from_an_open_session_waits_for_the_password(association: Association, president: User) -> None:
    member = factories.representative(association)
    client, url = signed_in_by_password(president), page_of(association, "hand-over/")

    asked = client.post(url, {"to": association.memberships.get(user=member).pk})
    client.post(asked.url, {"password": "not that password"})
    assert association.memberships.get(role="president").user == president

    client.post(asked.url, {"password": factories.PASSWORD})
    assert association.memberships.get(role="president").user == member


def test_hand_over_by_a_member_is_not_possible(association: Association, president: User) -> None:
    member = factories.representative(association)
    client, url = signed_in_by_password(member), page_of(association, "hand-over/")
    client.post(client.get(url).url, {"password": factories.PASSWORD})

    assert client.get(url).status_code == 404
    assert client.post(url, {"to": association.memberships.get(user=member).pk}).status_code == 403
    assert association.memberships.get(role="president").user == president


def test_members_page_takes_the_same_queries_for_many(association: Association, president: User) -> None:
    client, counts = signed_in(president), []
    client.get(page_of(association))

    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(association))
        counts.append(len(queries))
        for _ in range(4):
            factories.representative(association)

    assert counts[0] == counts[1]


def test_former_members_are_a_few_with_a_way_to_all(
    association: Association, president: User, monkeypatch: Any
) -> None:
    monkeypatch.setattr(keyset, "PER_PAGE", 4)
    day = timezone.localdate() - dt.timedelta(days=9)
    for number in range(6):
        former = factories.user(name=f"سابق {number}")
        Membership.objects.create(
            association=association, user=former, role="board", since=day, until=day + dt.timedelta(days=number)
        )
    client = signed_in(president)

    page = client.get(page_of(association))
    everybody = [client.get(page_of(association, "members/former/"))]
    everybody.append(client.get(page_of(association, f"members/former/?{everybody[0].context['page'].next}")))

    assert [str(each.user) for each in page.context["former"]] == [f"سابق {number}" for number in (5, 4, 3, 2, 1)]
    assert "members/former/" in page.content.decode()
    assert [len(each.context["page"]) for each in everybody] == [4, 2]
    assert "سابق 0" in everybody[1].content.decode()


def test_few_former_members_need_no_page_of_their_own(association: Association, president: User) -> None:
    day = timezone.localdate() - dt.timedelta(days=9)
    Membership.objects.create(association=association, user=factories.user(), role="board", since=day, until=day)

    page = signed_in(president).get(page_of(association))

    assert len(page.context["former"]) == 1
    assert "members/former/" not in page.content.decode()


def test_owner_of_a_second_address_is_sent_to_sign_in_and_accepts(association: Association, president: User) -> None:
    owner = factories.user()
    EmailAddress.objects.create(user=owner, email=EMAIL, primary=False, verified=True)
    invite(association, president)
    link, client = link_to(association), Client()

    asked = client.post(link, {"password": PASSWORD})
    client.post(asked.url, {"login": owner.email, "password": factories.PASSWORD})
    shown, accepted = client.get(link), client.post(link)

    assert asked.url.startswith("/accounts/login/?next=")
    assert (shown.status_code, accepted.status_code) == (200, 302)
    assert Membership.objects.get(user=owner).role == "secretary"


def test_quota_is_explained_and_the_words_stay(association: Association, president: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(quotas, "MAILS_OF_AN_ASSOCIATION", 1)
    assert invite(association, president).status_code == 302

    refused = invite(association, president, email="other@example.org")

    page = refused.content.decode()
    assert refused.status_code == 409
    assert 'class="alert' in page
    assert "other@example.org" in page
    assert association.invitations.count() == 1
