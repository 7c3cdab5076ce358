"""Registering an association, verifying it, and editing what the cell notes of it."""

from __future__ import annotations

from typing import Any

import pytest

from partners.models import Association
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


def test_retired_entry_is_offered_only_where_it_is_used(recorder: Any) -> None:
    theme = factories.theme()
    using, other = factories.association(themes=[theme]), factories.association()
    Theme.objects.filter(pk=theme.pk).update(is_retired=True)
    desk = signed_in(recorder)

    forms = [desk.get(f"/staff/associations/{each.pk}/edit/").context["form"] for each in (using, other)]

    assert [theme in form.fields["themes"].queryset for form in forms] == [True, False]
