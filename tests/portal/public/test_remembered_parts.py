"""With no page kept, the parts of pages are all that a process remembers: they are told apart by what they depend on."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from portal.public import context_processors
from reference.models import Helpline
from tests import factories
from tests.portal.public import published
from tests.portal.public.published import MEETING

PAGE = f"/en/reports/{MEETING}/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("square")]


@pytest.fixture(autouse=True)
def _no_page_is_kept(settings: Any) -> None:
    settings.PAGE_CACHE_BYTES = 0


def test_remembered_report_is_answered_like_the_first_time(reader: Client) -> None:
    first, again = reader.get(PAGE), reader.get(PAGE)

    assert again.content == first.content
    assert again.headers == first.headers
    assert not again.cookies


def test_withdrawn_report_is_gone_though_its_parts_are_remembered(reader: Client) -> None:
    before = reader.get(PAGE)

    published.withdraw("report", MEETING)
    after = reader.get(PAGE)

    assert [before.status_code, after.status_code] == [200, 410]
    assert published.ASKED[0][0] in before.content.decode()
    assert published.ASKED[0][0] not in after.content.decode()


def test_report_says_where_its_demand_stands_though_its_parts_are_remembered(reader: Client) -> None:
    assert "is-done" not in reader.get(PAGE).content.decode()

    published.publish(published.demand(2, state="done"), note="أُنجز.")

    assert "is-done" in reader.get(PAGE).content.decode()


def test_corrected_report_is_shown_though_the_first_edition_is_remembered(reader: Client) -> None:
    reader.get(PAGE)

    published.publish(published.report(title=published.ar("عنوان مصحح")), note="صُحح العنوان.")
    html = reader.get(PAGE).content.decode()

    assert html.count("عنوان مصحح") > 1
    assert published.report().title.ar not in html


def test_each_address_of_an_edition_is_its_own(reader: Client) -> None:
    addresses = [PAGE, PAGE + "editions/1/", PAGE.replace("/en/", "/fr/"), PAGE.replace("/en/", "/ar/")]

    pages = {address: reader.get(address).content.decode() for address in addresses}

    for address, html in pages.items():
        assert f'rel="canonical" href="{settings.PUBLIC_ORIGIN}{address}"' in html
    assert "You are reading one edition" not in pages[PAGE]
    assert "You are reading one edition" in pages[PAGE + "editions/1/"]


def test_changed_helpline_is_shown_at_once_when_it_is_approved(reader: Client) -> None:
    before, version = reader.get(PAGE).content.decode(), context_processors.helplines_version()

    Helpline.objects.filter(number="19").update(number="190")
    unapproved = reader.get(PAGE).content.decode()
    factories.publish_list("helpline", by=factories.staff("head"))
    after = reader.get(PAGE).content.decode()

    assert 'href="tel:19"' in before
    assert unapproved == before
    assert 'href="tel:190"' in after
    assert 'href="tel:19"' not in after
    assert context_processors.helplines_version() == version + 1


def test_unchanged_helplines_leave_the_remembered_parts_alone() -> None:
    version = context_processors.helplines_version()

    context_processors.forget_helplines()

    assert context_processors.helplines_version() == version
