"""Programmes in public: the list, the page, the month, the file for calendars, the page of the demand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from cooperation.models import Convergence, Programme
from core.text.texts import Texts
from tests import factories
from tests.cooperation.programmes import playing

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_joint_programme_links_both_origins_and_they_link_it(reader: Client) -> None:
    first, second = playing.published(playing.of_cell()), playing.published(playing.proposed())
    pair = Convergence.objects.get()
    row = playing.agreed(playing.offered(pair), by=second.association.memberships.get().user)
    joint = playing.published(Programme.objects.get(pk=row.joint_id))

    page = read(reader, f"/ar/programmes/{joint.key}/")
    assert all(f"/ar/programmes/{each.key}/" in page for each in (first, second))
    assert f"/ar/programmes/{joint.key}/" in read(reader, f"/ar/programmes/{first.key}/")
    assert "season" in read(reader, "/ar/programmes/")


def test_month_and_file_show_a_shared_session_once_and_no_hour_of_a_school(reader: Client) -> None:
    school, second = playing.school(), playing.proposed()
    playing.of_cell()
    playing.session(second, institution=school, starts_at=dt.time(10, 35))
    second = playing.published(second)
    row = playing.agreed(playing.offered(Convergence.objects.get()), by=second.association.memberships.get().user)
    joint = playing.published(Programme.objects.get(pk=row.joint_id))
    day = second.begins_on

    month = read(reader, f"/ar/programmes/calendar/{day.year}/{day.month}/")
    file = read(reader, "/ar/programmes/calendar.ics")

    assert month.count(f"/ar/programmes/{joint.key}/") == 1
    assert f"/ar/programmes/{second.key}/" not in month
    assert file.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE" in file
    assert "10:35" not in month
    assert "T1035" not in file


def test_page_of_a_demand_shows_what_answers_it(reader: Client) -> None:
    demand = factories.answered_demand()
    row = playing.published(playing.of_cell(demands=[demand]))

    assert f"/ar/programmes/{row.key}/" in read(reader, f"/ar/demands/{demand.number}/")
    assert f"/ar/demands/{demand.number}/" in read(reader, f"/ar/programmes/{row.key}/")


def test_withdrawn_programme_is_gone_with_its_sentence(reader: Client) -> None:
    row = playing.published(playing.of_cell())
    playing.PROGRAMMES.withdraw(row, by=factories.staff("head"), sentence=Texts(ar="سُحب لخطأ"))

    answer = reader.get(f"/ar/programmes/{row.key}/")

    assert answer.status_code == 410
    assert "سُحب لخطأ" in answer.content.decode()
    assert row.title.ar not in read(reader, "/ar/programmes/")
