"""With no page kept, the parts of pages are all that a process remembers: they are told apart by what they depend on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from core.text.texts import Texts
from portal.public import context_processors
from portal.public.themes_and_areas import tree
from publications import reader as reader_queries
from reference.models import Helpline, Theme
from tests import factories
from tests.portal.public import published
from tests.portal.public.published import MEETING

PAGE = f"/en/reports/{MEETING}/"
TRACKER = "/en/demands/"
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


@pytest.mark.parametrize(
    "path", [TRACKER, f"{TRACKER}?theme=schools", f"{TRACKER}2/", "/en/themes/", "/en/areas/", "/en/"]
)
def test_remembered_page_is_answered_like_the_first_time(reader: Client, path: str) -> None:
    first, again = reader.get(path), reader.get(path)

    assert first.status_code == 200
    assert again.content == first.content


def test_new_edition_of_a_demand_is_shown_though_its_row_and_its_page_are_remembered(reader: Client) -> None:
    pages = [TRACKER, f"{TRACKER}5/", "/en/", "/en/themes/partnership/"]
    before = [reader.get(path).content.decode() for path in pages]

    published.publish(published.demand(5, title=published.ar("عنوان جديد")), note="صُحح العنوان.")
    after = [reader.get(path).content.decode() for path in pages]

    assert ["عنوان جديد" in page for page in (*before, *after)] == [False] * 4 + [True] * 4
    assert not any(published.ASKED[4][0] in page for page in after[:2])


def test_count_of_a_state_follows_a_publication_though_the_drawing_is_remembered(reader: Client) -> None:
    link = "?state=done"
    before = reader.get(TRACKER).content.decode()

    published.publish(published.demand(2, state="done"), note="أُنجز.")

    assert link not in before
    assert link in reader.get(TRACKER).content.decode()


def test_demand_becomes_overdue_on_its_day_though_its_parts_are_remembered(reader: Client, monkeypatch: Any) -> None:
    due = timezone.localdate() + dt.timedelta(days=3)
    published.publish(published.demand(5, state="planned", due_on=due), note="خُطط له.")
    pages = [TRACKER, f"{TRACKER}5/", "/en/"]
    before = [reader.get(path).content.decode() for path in pages]

    monkeypatch.setattr(timezone, "localdate", lambda *_, **__: due + dt.timedelta(days=1))
    after = [reader.get(path).content.decode() for path in pages]

    assert ["is-overdue" in page for page in before] == [False] * 3
    assert ["is-overdue" in page for page in after] == [True] * 3


def test_waiting_days_grow_each_day_though_the_drawing_is_remembered(reader: Client, monkeypatch: Any) -> None:
    today = timezone.localdate()
    day = today - dt.timedelta(days=40)
    facts = {"state": "registered", "registered_on": day, "since": day, "promise_on": day + dt.timedelta(days=30)}
    published.publish(published.demand(77, **facts), listed_on=day)
    pages = [TRACKER, f"{TRACKER}unanswered/"]

    before = [reader.get(path).content.decode() for path in pages]
    monkeypatch.setattr(timezone, "localdate", lambda *_, **__: today + dt.timedelta(days=1))
    after = [reader.get(path).content.decode() for path in pages]

    assert ["<b>40</b> days" in page for page in before] == [True, True]
    assert ["<b>41</b> days" in page for page in after] == [True, True]


def test_withdrawn_demand_is_nowhere_on_the_tracker_though_it_is_remembered(reader: Client) -> None:
    day = timezone.localdate() - dt.timedelta(days=40)
    facts = {"state": "registered", "registered_on": day, "since": day, "promise_on": day + dt.timedelta(days=30)}
    published.publish(published.demand(77, title=published.ar("عنوان يُسحب"), **facts), listed_on=day)
    pages = [TRACKER, f"{TRACKER}?state=registered", f"{TRACKER}?state=planned", f"{TRACKER}unanswered/"]
    before = [reader.get(path).content.decode() for path in pages]

    published.withdraw("demand", "77")
    after = [reader.get(path) for path in pages]

    assert [page.count("عنوان يُسحب") for page in before] == [2, 2, 1, 1]
    assert not any("عنوان يُسحب" in page.content.decode() for page in after)
    assert [page.context["total"] for page in after] == [5, 0, 1, 0]


def test_numbers_of_filters_follow_a_publication_though_they_are_remembered(reader: Client) -> None:
    pages = ["?year=2018", "?theme=schools", "?area=meknes", f"?meeting={MEETING}", "?year=2019", ""]
    before = [reader.get(f"{TRACKER}{page}").context["total"] for page in pages]

    published.publish(published.demand(6), listed_on=dt.date(2019, 3, 1))
    after = [reader.get(f"{TRACKER}{page}").context["total"] for page in pages]

    assert before == [5, 1, None, 5, 5, 5]
    assert after[-2:] == [1, 6]


def test_form_of_the_filters_says_what_each_request_asked(reader: Client) -> None:
    words, chosen = (reader.get(TRACKER, asked).content.decode() for asked in ({"q": "ماء"}, {"state": "planned"}))
    plain = reader.get(TRACKER).content.decode()

    assert 'value="ماء"' in words
    assert 'value="planned" selected' in chosen
    assert "ماء" not in chosen + plain
    assert " selected" not in words + plain


def test_renamed_theme_is_shown_at_once_when_it_is_approved(reader: Client) -> None:
    pages = [TRACKER, "/en/themes/", "/en/themes/schools/"]
    before = [reader.get(path).content.decode() for path in pages]

    Theme.objects.filter(key="schools").update(name=Texts(ar="اسم آخر", en="Another name"))
    factories.publish_list("theme", by=factories.staff("head"))
    after = [reader.get(path).content.decode() for path in pages]

    assert ["Another name" in page for page in (*before, *after)] == [False] * 3 + [True] * 3


def test_list_that_a_process_knows_is_not_sent_again() -> None:
    (known,) = tree.published_lists("theme")

    rows = reader_queries.live_texts("reference", ["theme", "area"], known=[known.sha256])

    assert rows["theme"] == (known.sha256, None)
    assert rows["area"][1] is not None
    assert tree.published_lists("theme")[0] is known


def test_list_that_was_never_published_is_empty() -> None:
    (never,) = tree.published_lists("institutions_of_another_country")

    assert never.in_use.by_key == {}
    assert never.sha256 == ""
