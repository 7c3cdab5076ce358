"""The lists of the vocabulary: themes, areas, units, institutions and helplines."""

from __future__ import annotations

from typing import Any

import pytest

from core.text.texts import Texts
from portal.staff.reference.kinds import KEY_SIGNS
from reference.models import Institution, Theme
from tests import factories
from tests.portal.staff.desk import posted, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["theme", "area", "unit", "institution", "helpline"])
def test_reference_pages_open_for_each_kind(head: Any, kind: str) -> None:
    desk, page = signed_in(head), f"/staff/reference/{kind}/"
    entry = desk.get(page).context["page"].object_list[0]

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


def test_bodies_without_a_contact_are_listed_until_one_is_entered(head: Any) -> None:
    desk, page = signed_in(head), "/staff/reference/institution/"
    reached, silent = Institution.objects.in_use()[:2]
    Institution.objects.exclude(pk=silent.pk).update(number="0500000000")
    Institution.objects.filter(pk=silent.pk).update(number="", url="", address=Texts())

    answer = desk.get(page, {"contact": "none"})
    assert list(answer.context["page"]) == [silent]
    assert answer.context["without_contact"] == 1
    assert [
        count for kind, *_words, count in desk.get("/staff/reference/").context["kinds"] if kind == "institution"
    ] == [1]

    form = desk.get(f"{page}{silent.pk}/").context["form"]
    desk.post(f"{page}{silent.pk}/", posted(form) | {"number": "0500000001"})
    assert desk.get(page, {"contact": "none"}).context["without_contact"] == 0
    assert reached.pk != silent.pk
