"""Demands that the recorder offers for a point: those of tonight, by number, then similar ones."""

from __future__ import annotations

from typing import Any

import pytest

from consultations.models import Meeting
from consultations.planning import meetings
from consultations.planning.agenda import place
from proposals.demands.numbers import number_in
from proposals.models import Demand
from tests import factories
from tests.factories import text
from tests.portal.staff.recorder.device import Device

pytestmark = pytest.mark.django_db
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.fixture
def session(recorder: Any) -> Meeting:
    made = factories.meeting(by=recorder, axes=[text("المحور الأول")])
    return meetings.move(made, by=recorder, move="open")


@pytest.fixture
def device(recorder: Any, session: Meeting) -> Device:
    return Device(recorder, session)


def test_existing_demand_is_offered_while_typing(device: Device) -> None:
    demand = factories.demand(title=text("تقوية الإنارة العمومية"))

    answer = device.client.get(f"{device.url}/demands.json", {"q": "إنارة عمومي"})

    [found] = answer.json()["demands"]
    assert found.pop("state_word")
    assert found == {
        "pk": demand.pk,
        "number": demand.number,
        "title": "تقوية الإنارة العمومية",
        "words": [["تقوية ", False], ["الإنارة العمومية", True]],
        "details": [],
        "state": "registered",
        "mentions": 0,
        "on_agenda": False,
    }


def test_demands_of_tonight_are_offered_first_then_by_number_then_alike(
    device: Device, session: Meeting, recorder: Any
) -> None:
    on_agenda = [factories.demand(title=text(words)) for words in ("دوريات أمنية قارة", "مدرسة آمنة")]
    for row in on_agenda:
        place(by=recorder, axis=session.axes.first(), demand=row)
    alike, numbered = factories.demand(title=text("الإنارة العمومية")), factories.demand(title=text("ممر للراجلين"))

    def offered(written: str) -> list[int]:
        answer = device.client.get(f"{device.url}/demands.json", {"q": written})
        return [each["pk"] for each in answer.json()["demands"]]

    patrols, school = (row.pk for row in on_agenda)
    assert offered("") == [patrols, school]
    assert offered("نطلب شيئا آخر") == [patrols, school]
    assert offered("مدرسة") == [school, patrols]
    assert offered(f"المطلب {numbered.number}، الإنارة العمومية") == [patrols, school, numbered.pk, alike.pk]


@pytest.mark.parametrize(
    "written", ["{}", "المطلب {}", "مطلب رقم {}", "demande {}", "Demande n° {}", "demand {}", "#{}"]
)
def test_demand_is_offered_by_its_number(device: Device, written: str) -> None:
    row = factories.demand()

    for digits in (str(row.number), str(row.number).translate(ARABIC_INDIC)):
        answer = device.client.get(f"{device.url}/demands.json", {"q": written.format(digits)})
        assert row.pk in [each["pk"] for each in answer.json()["demands"]]


def test_number_of_a_merged_demand_offers_the_one_into_which_it_is_merged(device: Device) -> None:
    whole, part = factories.demand(), factories.demand()
    Demand.objects.filter(pk=part.pk).update(merged_into=whole, promise_on=None)

    answer = device.client.get(f"{device.url}/demands.json", {"q": f"المطلب {part.number}"})

    assert [each["pk"] for each in answer.json()["demands"]] == [whole.pk]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("2", 2), ("٢", 2), ("المطلب 2", 2), ("المطلب رقم ٢", 2), ("demande 2", 2), ("Demande n° 2", 2), ("nº 2", 2),
        ("نؤكد المطلب 12 من جديد", 12), ("عشرون", None), ("20 امرأة", None), ("2019-10-17", None), ("", None),
        ("12345678901", None), ("commande 2", None), ("المطلبان 2", None),
    ],
)  # fmt: skip
def test_number_of_a_demand_is_read_only_where_one_is_named(written: str, number: int | None) -> None:
    assert number_in(written) == number


def test_merged_demand_of_the_agenda_offers_the_one_into_which_it_is_merged(
    device: Device, session: Meeting, recorder: Any
) -> None:
    whole, part = factories.demand(), factories.demand()
    place(by=recorder, axis=session.axes.first(), demand=part)
    Demand.objects.filter(pk=part.pk).update(merged_into=whole, promise_on=None)

    [offered] = device.client.get(f"{device.url}/demands.json", {"q": ""}).json()["demands"]

    assert (offered["pk"], offered["on_agenda"]) == (whole.pk, True)
