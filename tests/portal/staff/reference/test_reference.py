"""The lists of the vocabulary: themes, areas, units, institutions and helplines."""

from __future__ import annotations

from typing import Any

import pytest

from portal.staff.reference.kinds import KEY_SIGNS
from reference.models import Theme
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
