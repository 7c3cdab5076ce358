"""Associations, demands, the vocabulary, and the people of the cell."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import HeldFunction, User
from partners.actions.invitations import invite, token_of
from partners.models import Association, Invitation
from portal.staff.reference.kinds import KEY_SIGNS
from proposals.models import Demand
from reference.models import Theme
from tests import factories
from tests.portal.staff.desk import decide, posted, signed_in

pytestmark = pytest.mark.django_db


def test_register_association_and_verify_it(recorder: Any, head: Any) -> None:
    registered = signed_in(recorder).post(
        "/staff/associations/new/", {"name_ar": "جمعية الحي", "themes": [factories.theme().pk], "phone": "0612-345678"}
    )
    verified = decide(signed_in(head), registered.url, "verify")

    assert (registered.status_code, verified.status_code) == (302, 302)
    association = Association.objects.get()
    assert (association.state, association.phone) == ("verified", "+212612345678")


def test_suspend_association_without_reason_is_refused(head: Any) -> None:
    association = factories.association()
    desk, page = signed_in(head), f"/staff/associations/{association.pk}/"
    decide(desk, page, "verify")

    response = decide(desk, page, "suspend")

    assert response.status_code == 409
    assert Association.objects.get().state == "verified"


def test_edit_association_saves_it(recorder: Any) -> None:
    association = factories.association(seat="مكناس")
    desk, page = signed_in(recorder), f"/staff/associations/{association.pk}/edit/"

    desk.post(page, posted(desk.get(page).context["form"]) | {"seat": "حمرية"})

    assert Association.objects.get().seat == "حمرية"


def test_reword_demand_saves_it(recorder: Any) -> None:
    demand = factories.demand()
    desk, page = signed_in(recorder), f"/staff/demands/{demand.pk}/edit/"

    response = desk.post(page, posted(desk.get(page).context["form"]) | {"title_fr": "Plus de sécurité"})

    assert response.status_code == 302
    assert Demand.objects.get().title.fr == "Plus de sécurité"


def test_read_demand_shows_its_ledger_with_what_is_not_public(recorder: Any) -> None:
    meeting = factories.meeting()
    demand = factories.demand_point(meeting, interventions=[factories.contribution(meeting)]).demand

    context = signed_in(recorder).get(f"/staff/demands/{demand.pk}/").context

    assert context["counts"].meetings == 1
    assert context["public_counts"].meetings == 0


@pytest.mark.parametrize("kind", ["theme", "area", "unit", "institution", "helpline"])
def test_reference_pages_open_for_each_kind(head: Any, kind: str) -> None:
    desk, page = signed_in(head), f"/staff/reference/{kind}/"
    entry = desk.get(page).context["page"][0]

    assert desk.get(f"{page}new/").status_code == 200
    assert desk.get(f"{page}{entry.pk}/").status_code == 200


def test_reference_of_unknown_kind_is_not_found(head: Any) -> None:
    assert signed_in(head).get("/staff/reference/user/").status_code == 404


def test_edit_entry_keeps_its_key_whatever_is_sent(head: Any) -> None:
    theme = factories.theme()
    desk, page = signed_in(head), f"/staff/reference/theme/{theme.pk}/"
    form = desk.get(page).context["form"]

    response = desk.post(page, posted(form) | {"key": "another", "name_en": "Around schools"})

    assert response.status_code == 302
    assert "key" not in form.fields
    assert Theme.objects.get(pk=theme.pk).key == theme.key
    assert Theme.objects.get(pk=theme.pk).name.en == "Around schools"


def test_add_entry_with_a_key_in_use_is_refused(head: Any) -> None:
    fields = {"key": factories.theme().key, "name_ar": "موضوع", "position": 1}

    response = signed_in(head).post("/staff/reference/theme/new/", fields)

    assert "key" in response.context["form"].errors


def test_add_entry_with_a_key_of_other_letters_is_told_which_are_allowed(head: Any) -> None:
    fields = {"key": "دليل العمل", "name_ar": "موضوع", "position": 1}

    response = signed_in(head).post("/staff/reference/theme/new/", fields)

    assert response.context["form"].errors["key"] == [KEY_SIGNS]
    assert "slug" not in response.content.decode().lower()


def test_retired_entry_is_offered_only_where_it_is_used(recorder: Any) -> None:
    theme = factories.theme()
    using, other = factories.association(themes=[theme]), factories.association()
    Theme.objects.filter(pk=theme.pk).update(is_retired=True)
    desk = signed_in(recorder)

    forms = [desk.get(f"/staff/associations/{each.pk}/edit/").context["form"] for each in (using, other)]

    assert [theme in form.fields["themes"].queryset for form in forms] == [True, False]


def test_open_account_and_give_a_function(administrator: Any) -> None:
    desk = signed_in(administrator)

    opened = desk.post("/staff/people/new/", {"email": "New@Example.org", "language": "fr"})
    desk.post(f"{opened.url}functions/", {"function": "editor"})

    person = User.objects.get(email="new@example.org")
    assert person.functions == {"editor"}
    assert not person.has_usable_password()


def test_open_second_account_for_an_address_is_refused_in_the_form(administrator: Any) -> None:
    known = factories.user()

    response = signed_in(administrator).post("/staff/people/new/", {"email": known.email.upper(), "language": "ar"})

    assert "email" in response.context["form"].errors


def test_end_function_and_disable_shut_the_office_at_once(administrator: Any, recorder: Any, editor: Any) -> None:
    desk = signed_in(administrator)
    ended, disabled = signed_in(recorder), signed_in(editor)

    desk.post(f"/staff/people/functions/{HeldFunction.objects.get(user=recorder).pk}/end/")
    desk.post(f"/staff/people/{editor.pk}/disable/")

    for session in (ended, disabled):
        assert session.get("/staff/").headers["Location"].startswith("/accounts/login/")


def test_disable_oneself_is_refused(administrator: Any) -> None:
    response = signed_in(administrator).post(f"/staff/people/{administrator.pk}/disable/")

    administrator.refresh_from_db()
    assert response.status_code == 409
    assert administrator.is_active


def test_people_pages_do_not_exist_for_the_head(head: Any, administrator: Any) -> None:
    assert signed_in(head).get("/staff/people/").status_code == 404
    assert signed_in(administrator).get("/staff/people/").status_code == 200


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
def test_door_to_the_concerns_is_not_opened_by_who_does_not_read_them(function: str) -> None:
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
