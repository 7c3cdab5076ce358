"""Threat 48, days: year 1 and year 9999 wherever a day or a month can be given. Refused or silent, never an error page."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.models import HeldFunction
from consultations.models import Meeting, Point
from consultations.planning import meetings
from consultations.record import points
from consultations.recorder import messages, operations
from core import date_limits
from core.errors import DomainError
from core.text.forms import CrispyMixin
from partners.actions import associations
from partners.models import Association, Membership
from proposals.models import Demand, DemandStep, Mention
from publications.models import Edition
from publications.pending import PendingDocument
from tests import factories
from tests.portal.public.published import approved
from tests.portal.staff.desk import posted, signed_in
from tests.security.addresses import arguments
from tests.security.rendering import unrendered
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
IMPOSSIBLE = ["0001-01-01", "1899-12-31", "9999-12-31", "2200-01-01", "0000-00-00", "10000-01-01", "99999-99-99"]
FIELDS = [
    ("staff:meeting_new", "held_on", "recorder"),
    ("staff:meeting_new", "answers_until", "recorder"),
    ("staff:meeting_edit", "held_on", "recorder"),
    ("staff:point", "due_on", "recorder"),
    ("staff:point", "starts_on", "recorder"),
    ("staff:point_new", "starts_on", "recorder"),
    ("staff:point_new", "due_on", "recorder"),
    ("staff:association_new", "receipt_date", "recorder"),
    ("staff:association_edit", "receipt_date", "recorder"),
    ("staff:concern_new", "received_on", "recorder"),
    ("staff:function_give", "until", "administrator"),
    ("staff:follow_up", "due_on", "editor"),
    ("staff:commitment_new", "due_on", "editor"),
    ("staff:commitment_new", "starts_on", "editor"),
    ("staff:partnership_edit", "starts_on", "editor"),
    ("staff:partnership_edit", "ends_on", "editor"),
    ("staff:partnership_party", "signed_on", "editor"),
    ("staff:partnership_deliver", "done_on", "editor"),
    ("staff:programme_edit", "begins_on", "editor"),
    ("staff:programme_session", "day", "editor"),
    ("staff:training_edit", "enrol_until", "editor"),
    ("staff:network_edit", "founded_on", "editor"),
    ("staff:network_edit", "coordinates_until", "editor"),
    ("staff:press_kit_edit", "embargo_until", "editor"),
    ("members:joint_text_ask", "answer_until", "association_a"),
    ("members:association_edit", "receipt_date", "association_a"),
    ("members:association_new", "receipt_date", "association_a"),
]


@pytest.mark.slow
def test_impossible_day_in_a_form_is_refused_at_its_field(scene: Scene) -> None:
    where, before = arguments(scene), rows()

    taken = []
    for name, field, role in FIELDS:
        url, client = reverse(name, kwargs=where.get(name, {})), scene.client(role)
        about = {"association": scene.association.pk} if name == "staff:concern_new" else {}
        for day in IMPOSSIBLE:
            typed = f"{day}T10:00" if field in {"answers_until", "embargo_until"} else day
            with unrendered():
                answer = client.post(url, about | {field: typed})
            if answer.status_code not in {200, 400} or field not in form_of(answer).errors:
                taken.append(f"{name}, {field}: {typed}")

    assert taken == []
    assert rows() == before


def rows() -> list[int]:
    return [Meeting.objects.count(), Point.objects.count(), Association.objects.count()]


def form_of(answer: Any) -> Any:
    """``term``: of the page on which a network asks its members, beside the form of their replies."""
    return answer.context.get("term") or answer.context["form"]


def every_form(above: type = CrispyMixin) -> Iterator[type]:
    for form in above.__subclasses__():
        yield form
        yield from every_form(form)


def test_every_field_for_a_day_has_bounds_and_is_tried_here() -> None:
    get_resolver().url_patterns  # noqa: B018  loads the forms of every view
    found = {
        (name, field)
        for form in every_form()
        if form.__module__.startswith("portal.")
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
    }

    assert {name for name, _field in found} == {field for _name, field, _role in FIELDS}
    assert all(hasattr(field.widget, "bounds") for _name, field in found)


def test_day_of_a_plan_lies_at_most_two_years_ahead(recorder: Any) -> None:
    desk, page = signed_in(recorder), "/staff/meetings/new/"
    ahead = timezone.localdate() + dt.timedelta(days=3 * 366)

    assert "held_on" in form_of(desk.post(page, {"held_on": ahead.isoformat()})).errors
    assert "held_on" not in form_of(desk.post(page, {"held_on": "1956-01-01"})).errors
    assert 'min="1956-01-01"' in desk.get(page).content.decode()


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_impossible_day_in_an_action_is_refused(day: dt.date) -> None:
    meeting, association = factories.meeting(), factories.association()
    contribution = factories.contribution(meeting)
    about = {"by": factories.scribe(), "interventions": [contribution], "title": factories.text("التزام")}

    with pytest.raises(DomainError):
        factories.meeting(held_on=day)
    with pytest.raises(DomainError):
        meetings.edit(meeting, by=factories.scribe(), version=meeting.version, axes=[], held_on=day)
    with pytest.raises(DomainError):
        points.note_point(meeting, kind="commitment", due_on=day, **about)
    with pytest.raises(DomainError):
        associations.edit(association, by=factories.scribe(), version=1, areas=[], themes=[], receipt_date=day)
    assert Meeting.objects.get().held_on == dt.date(2018, 10, 17)


COLUMNS = [
    (Meeting, "held_on"), (Meeting, "answers_until"), (Point, "due_on"), (HeldFunction, "since"), (Association, "receipt_date"),
    (Membership, "since"), (Demand, "registered_on"), (Demand, "due_on"), (DemandStep, "on"), (Mention, "said_on"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=[f"{model.__name__}.{column}" for model, column in COLUMNS])
def test_impossible_day_is_refused_by_the_database(scene: Scene, model: type[models.Model], column: str) -> None:
    rows = model._base_manager.order_by("pk")[:1]  # type: ignore[attr-defined]
    assert rows
    for day in (dt.date.min, dt.date.max):
        value = (
            day
            if isinstance(model._meta.get_field(column), models.DateField) and column != "answers_until"
            else moment(day)
        )

        with pytest.raises(IntegrityError, match="possible"), transaction.atomic():
            model._base_manager.filter(pk=rows[0].pk).update(**{column: value})  # type: ignore[attr-defined]


def moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_impossible_day_from_a_device_is_refused_and_the_rest_is_kept(recorder: Any, day: str) -> None:
    meeting = factories.meeting(by=recorder)
    meetings.move(meeting, by=recorder, move="open")
    contribution = factories.contribution(meeting)
    mark = {
        "uid": str(uuid.uuid4()), "op": "mark", "at": "9999-12-31T23:59:59Z", "point": str(uuid.uuid4()),
        "contributions": [str(contribution.uid)], "kind": "commitment", "language": "ar", "title": "التزام", "due_on": day,
    }  # fmt: skip

    told = operations.receive(
        meeting, messages.batch({"operations": [mark], "sent_at": "0001-01-01T00:00:00Z"}), by=recorder
    )

    assert told[0]["status"] != "done"
    assert not Point.objects.exists()


MONTHS = [(0, 1), (1, 1), (1955, 12), (2018, 0), (2018, 13), (2200, 1), (9999, 12), (9999, 1)]


@pytest.mark.parametrize(("year", "month"), MONTHS)
def test_month_that_cannot_be_is_not_found(recorder: Any, year: int, month: int) -> None:
    assert Client().get(f"/ar/meetings/calendar/{year}/{month}/").status_code == 404
    assert signed_in(recorder).get(f"/staff/meetings/month/{year}/{month}/").status_code == 404


@pytest.mark.parametrize(("year", "month"), [(1956, 1), (2199, 12)])
def test_first_and_last_month_open(recorder: Any, year: int, month: int) -> None:
    assert Client().get(f"/ar/meetings/calendar/{year}/{month}/").status_code == 200
    assert signed_in(recorder).get(f"/staff/meetings/month/{year}/{month}/").status_code == 200


@pytest.mark.parametrize("state", ["announced", "postponed", "cancelled"])
@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_edition_of_before_the_bounds_breaks_no_page_and_no_feed(head: Any, day: dt.date, state: str) -> None:
    """Editions are never changed, so one may name any day: a meeting in 9999 that was postponed took every feed down."""
    meeting = factories.announced(starts_at=dt.time(0, 10), ends_at=dt.time(23, 50))
    body = Edition.objects.get(document__kind="meeting").body
    facts = body.facts.model_copy(update={"held_on": day})
    called_off = body.model_copy(update={"facts": facts, "state": state, "sentence": factories.text("أُجل")})
    document = PendingDocument.edition(called_off, listed_on=day, state=state, note=factories.text("تغير"))
    approved(document, writers=[factories.scribe().pk], by=head.pk)

    for address in (
        "meetings/calendar.ics", "meetings/units/meknes.ics", "themes/schools_surroundings/meetings.ics", "meetings/",
        "meetings/calendar/", f"meetings/{meeting.key}/", f"meetings/{meeting.key}/meeting.ics", "",
    ):  # fmt: skip
        assert Client().get(f"/fr/{address}").status_code == 200, address


def test_bounds_end_on_a_day_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(date_limits, "today", lambda: dt.date(2028, 2, 29))

    assert date_limits.MEETINGS.last == dt.date(2030, 2, 28)
    assert date_limits.RECEIPTS.last == dt.date(2028, 2, 29)


def test_edit_of_a_meeting_within_the_bounds_saves(recorder: Any) -> None:
    meeting = factories.meeting()
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/edit/"

    answer = desk.post(page, posted(desk.get(page).context["form"]) | {"held_on": "1957-03-01"})

    assert answer.status_code == 302
    assert Meeting.objects.get().held_on == dt.date(1957, 3, 1)
