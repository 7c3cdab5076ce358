"""What no meeting and no presence can be is refused with a word at its field."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from consultations.models import Attendance, DraftedSentence, Meeting
from core.text.texts import TextsField
from reference.models import Institution
from tests import factories
from tests.portal.staff.desk import posted, signed_in

pytestmark = pytest.mark.django_db
NEW = "/staff/meetings/new/"


def fields(**changed: Any) -> dict[str, Any]:
    values = {
        "title_ar": "لقاء", "kind": "open", "held_on": "2018-10-17", "venue_ar": "المقر", "requester": "cell",
        "organiser": factories.unit("meknes").pk, "unit": factories.unit().pk,
    }  # fmt: skip
    return {name: value for name, value in (values | changed).items() if value is not None}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"held_on": "9999-01-01"}, "held_on"),
        ({"held_on": "0202-10-17"}, "held_on"),
        ({"held_on": "1900-01-01"}, "held_on"),
        ({"title_ar": "ل" * 301}, "title"),
        ({"venue_ar": "م" * 301}, "venue"),
        ({"level": "wilaya"}, "level"),
        ({"level": "zone"}, "level"),
        ({"organiser": None}, "organiser"),
        ({"organising_body_ar": "والي الجهة"}, "organising_body"),
        ({"organising_institution": True}, "organising_institution"),
        ({"requesting_body_ar": "جمعية"}, "requesting_body"),
        ({"requester": "association", "requesting_institution": True}, "requesting_institution"),
        ({"number_in_series": "0"}, "number_in_series"),
        ({"declared_people": "2000000000"}, "declared_people"),
        ({"declared_contributions": "-1"}, "declared_contributions"),
        ({"day_known": "century"}, "day_known"),
        ({"topic_1_ar": "م" * 301}, "topic_1"),
    ],
)
def test_meeting_that_cannot_be_is_refused_at_its_field(wrong: dict[str, Any], field: str, recorder: Any) -> None:
    body = Institution.objects.get(key="commune_meknes").pk
    typed = {name: body if value is True else value for name, value in wrong.items()}

    response = signed_in(recorder).post(NEW, fields(**typed))

    assert field in response.context["form"].errors
    assert not Meeting.objects.exists()


def test_level_left_empty_is_that_of_the_unit(recorder: Any) -> None:
    signed_in(recorder).post(NEW, fields(unit=factories.unit("meknes_zone_1").pk))

    assert Meeting.objects.get().level == "zone"


def test_meeting_of_which_the_weekday_alone_is_known_is_stored_and_told_as_such(recorder: Any) -> None:
    desk = signed_in(recorder)

    desk.post(NEW, fields(day_known="weekday", was_held="on"))

    meeting = Meeting.objects.get()
    pages = [
        desk.get(f"/staff/meetings/{meeting.pk}/"),
        desk.get("/staff/meetings/"),
        desk.get("/staff/meetings/month/2018/10/"),
    ]
    told = ["الأربعاء من تاريخ غير مدون" in page.content.decode() for page in pages]
    assert (meeting.state, told) == ("closed", [True, True, False])
    assert meeting.key.startswith("undated")


def test_stored_meeting_is_edited_without_any_change(recorder: Any) -> None:
    meeting = factories.meeting(organiser=None, organising_body=factories.text("والي الجهة"), day_known="month")
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/edit/"

    response = desk.post(page, posted(desk.get(page).context["form"]))

    assert response.status_code == 302
    stored = Meeting.objects.get()
    assert (stored.organising_body.ar, stored.day_known, stored.organiser) == ("والي الجهة", "month", None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"unit": True, "institution": True}, "institution"),
        ({"unit": True, "association_name": "جمعية"}, "association_name"),
        ({"unit": True, "side": "civil_society"}, "side"),
        ({"attended": "excused", "chair": "chaired"}, "attended"),
        ({"attended": "absent", "arrived": "10:00"}, "arrived"),
        ({"function_ar": "ر" * 201}, "function"),
        ({"association_name": "ج" * 201, "side": "civil_society"}, "association_name"),
        ({"is_group": "on", "people": "2000000000"}, "people"),
    ],
)
def test_presence_that_cannot_be_is_refused_at_its_field(wrong: dict[str, Any], field: str, recorder: Any) -> None:
    meeting = factories.meeting()
    rows = {"unit": factories.unit().pk, "institution": Institution.objects.get(key="commune_meknes").pk}
    typed = {name: rows[name] if value is True else value for name, value in wrong.items()}

    response = signed_in(recorder).post(
        f"/staff/meetings/{meeting.pk}/presence/new/",
        {"function_ar": "رئيس", "side": "police", "role": "attendee"} | typed,
    )

    assert field in response.context["form"].errors
    assert not Attendance.objects.exists()


def test_every_text_of_the_record_has_a_limit() -> None:
    """Besides the sentences that the portal drafts itself."""
    unlimited = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("consultations").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, TextsField) and field.max_length is None and not model.__name__.endswith("Event")
    ]

    assert unlimited == [f"{DraftedSentence.__name__}.text"]
