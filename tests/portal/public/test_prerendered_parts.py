"""Parts of pages that a worker wrote when an edition was published: the reader gets the same bytes, and nothing of what was withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.db import outbox
from core.models import OutboxRow
from core.templatetags.remembered import MEMORY
from core.text.texts import LANGUAGES
from core.web.release import release
from portal.public import prerendered_parts as writing
from portal.public.templatetags.prerendered import Prerendered
from publications import prerendered_parts
from publications.models import Document, Edition, PrerenderedParts
from publications.rendering import typeset_edition
from tests.days import days_ago, in_days, today
from tests.portal.public import published
from tests.portal.public.published import MEETING
from tests.proposals.digests import playing

REPORT, DEMAND = f"/en/reports/{MEETING}/", "/en/demands/2/"
PAGES = (f"/reports/{MEETING}/", f"/meetings/{MEETING}/", "/demands/2/", "/demands/5/")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("square")]


@pytest.fixture(autouse=True)
def _no_page_is_kept(settings: Any) -> None:
    settings.PAGE_CACHE_BYTES = 0


@pytest.fixture
def written(monkeypatch: Any) -> list[str]:
    """Templates of the parts that a reader waited for."""
    found: list[str] = []
    written_now = Prerendered.written

    def noted(part: Prerendered, context: Any) -> Any:
        found.append(part.place[0])
        return written_now(part, context)

    monkeypatch.setattr(Prerendered, "written", noted)
    return found


def html(path: str) -> str:
    """As a process answers that has shown nothing yet."""
    MEMORY.clear()
    return Client().get(path).content.decode()


def work() -> None:
    while outbox.drain():
        pass


def live(kind: str, key: str) -> Edition:
    return Edition.objects.select_related("document").get(live_of__kind=kind, live_of__key=key)


def stored() -> set[str]:
    return {f"{row.edition.document}" for row in PrerenderedParts.objects.select_related("edition__document")}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_has_the_same_bytes_with_and_without_prerendered_parts(
    page: str, language: str, written: list[str]
) -> None:
    if "reports" in page:
        typeset_edition({"edition": live("report", MEETING).pk})
    without = html(f"/{language}{page}")
    assert written
    work()
    written.clear()

    with_parts = html(f"/{language}{page}")

    assert with_parts == without
    assert written == []


@pytest.mark.slow
def test_digest_has_the_same_bytes_with_and_without_prerendered_parts(written: list[str]) -> None:
    playing.published(on=dt.date(2019, 2, 1))
    playing.published_digest()
    page = "/fr/digests/2019-1/"
    typeset_edition({"edition": live("digest", "2019-1").pk})
    without = html(page)
    work()
    written.clear()

    assert html(page) == without
    assert written == []


@pytest.mark.slow
def test_published_edition_is_written_in_every_language_and_the_replaced_one_is_gone() -> None:
    work()
    first = live("report", MEETING)
    published.publish(published.report(title=published.ar("عنوان مصحح")), note="صُحح العنوان.")

    assert not PrerenderedParts.objects.filter(edition=first).exists()
    work()
    assert PrerenderedParts.objects.filter(edition=live("report", MEETING)).count() == len(LANGUAGES)
    assert not any(
        published.report().title.ar in row.parts
        for row in PrerenderedParts.objects.filter(edition__document__kind="report")
    )


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "key"), [("report", MEETING), ("meeting", MEETING), ("demand", "2")])
def test_withdrawn_document_leaves_no_part(kind: str, key: str) -> None:
    work()
    assert f"{kind}/{key}" in stored()

    published.withdraw(kind, key)

    assert f"{kind}/{key}" not in stored()
    work()
    assert f"{kind}/{key}" not in stored()


@pytest.mark.slow
def test_name_that_is_erased_with_a_new_edition_is_in_no_part() -> None:
    name = "فلان الفلاني"
    published.publish(published.demand(3, details=published.ar(f"طلبه {name}")), note="أُضيف.")
    work()
    assert any(name in row.parts for row in PrerenderedParts.objects.all())

    published.publish(published.demand(3), note="حُذف اسم.", closes_earlier=True)

    assert not any(name in row.parts for row in PrerenderedParts.objects.all())
    work()
    assert not any(name in row.parts for row in PrerenderedParts.objects.all())


def test_worker_that_was_late_stores_nothing_of_a_replaced_edition() -> None:
    late = live("demand", "2")
    parts = {language: writing.written(late, language) for language in LANGUAGES}
    published.withdraw("demand", "2")

    prerendered_parts.store(late, parts)

    assert not PrerenderedParts.objects.filter(edition__document=late.document).exists()


@pytest.mark.slow
def test_report_says_where_its_demand_stands_though_its_parts_are_kept(written: list[str]) -> None:
    work()
    assert "is-done" not in html(REPORT)

    published.publish(published.demand(2, state="done"), note="أُنجز.")
    assert "is-done" in html(REPORT)
    work()
    written.clear()

    assert "is-done" in html(REPORT)
    assert written == [], "the report was written anew after its demand"


@pytest.mark.slow
def test_demand_is_overdue_on_its_day_though_all_parts_are_kept(monkeypatch: Any) -> None:
    due = in_days(3)
    published.publish(published.demand(5, state="planned", due_on=due), note="خُطط له.")
    work()
    pages = [REPORT, "/en/demands/5/"]
    before = [html(path) for path in pages]

    monkeypatch.setattr(timezone, "localdate", lambda *_, **__: due + dt.timedelta(days=1))
    after = [html(path) for path in pages]

    assert ["is-overdue" in page for page in (*before, *after)] == [False, False, True, True]


@pytest.mark.slow
def test_days_grow_though_all_parts_are_kept(monkeypatch: Any) -> None:
    day = days_ago(40)
    facts = {"state": "registered", "registered_on": day, "since": day, "promise_on": day + dt.timedelta(days=30)}
    published.publish(published.demand(7, **facts), listed_on=day)
    work()
    before = html("/en/demands/7/")

    tomorrow = in_days(1)
    monkeypatch.setattr(timezone, "localdate", lambda *_, **__: tomorrow)
    after = html("/en/demands/7/")

    assert ["(40 days)" in before, "None came in 40 days" in before] == [True, True]
    assert ["(41 days)" in after, "None came in 41 days" in after] == [True, True]
    assert "None came in 40 days" not in after


@pytest.mark.slow
def test_answer_that_did_not_come_is_told_though_all_parts_are_kept(monkeypatch: Any) -> None:
    facts = {"state": "registered", "registered_on": today(), "since": today(), "promise_on": in_days(30)}
    published.publish(published.demand(7, **facts), listed_on=today())
    work()
    assert "Not answered yet" not in html("/en/demands/7/")

    later = in_days(31)
    monkeypatch.setattr(timezone, "localdate", lambda *_, **__: later)

    assert "Not answered yet" in html("/en/demands/7/")


@pytest.mark.slow
def test_each_address_of_an_edition_is_its_own_though_parts_are_kept() -> None:
    work()

    assert "You are reading one edition" not in html(REPORT)
    assert "You are reading one edition" in html(f"{REPORT}editions/1/")
    assert f'href="http://127.0.0.1:8000{REPORT}editions/1/"' in html(f"{REPORT}editions/1/")


@pytest.mark.slow
def test_parts_of_another_release_are_not_read_and_are_written_anew(written: list[str]) -> None:
    work()
    PrerenderedParts.objects.update(release="another", parts='{"x": "of another release"}')

    before = html(DEMAND)
    assert written
    done = writing.prerender_missing()
    written.clear()

    assert done == Document.objects.exclude(kind__in=["reference", "association"]).count()
    assert html(DEMAND) == before
    assert written == []
    assert writing.prerender_missing() == 0
    assert set(PrerenderedParts.objects.values_list("release", flat=True)) == {release()}


@pytest.mark.slow
def test_page_of_a_report_is_written_once_for_a_publication_of_several_demands(monkeypatch: Any) -> None:
    work()
    asked: list[str] = []
    written_now = writing.prerender_page

    def noted(edition: Edition) -> None:
        asked.append(f"{edition.document}")
        written_now(edition)

    monkeypatch.setattr(writing, "prerender_page", noted)
    for number in (1, 2, 3):
        published.publish(published.demand(number, state="done"), note="أُنجز.")
    work()

    assert sorted(asked) == ["demand/1", "demand/2", "demand/3", f"report/{MEETING}"]


@pytest.mark.slow
def test_page_of_a_report_is_written_once_after_its_pdf(monkeypatch: Any) -> None:
    work()
    asked: list[str] = []
    monkeypatch.setattr(writing, "prerender_page", lambda edition: asked.append(f"{edition.document}"))

    published.publish(published.report(title=published.ar("عنوان مصحح")), note="صُحح العنوان.")
    assert not OutboxRow.objects.filter(kind=prerendered_parts.WORK, done_at=None).exists()
    work()

    assert asked == [f"report/{MEETING}"]


def test_edition_whose_page_cannot_be_rendered_does_not_stop_the_older_ones(monkeypatch: Any, caplog: Any) -> None:
    newest, written_now = prerendered_parts.missing().first(), writing.written
    assert newest is not None

    def broken(edition: Edition, language: str) -> dict[str, str]:
        if edition == newest:
            raise LookupError("its page cannot be rendered")
        return written_now(edition, language)

    monkeypatch.setattr(writing, "written", broken)
    writing.prerender_missing()

    assert list(prerendered_parts.missing()) == [newest]
    assert str(newest.pk) in caplog.text


@pytest.mark.slow
def test_parts_of_old_editions_are_not_kept(monkeypatch: Any) -> None:
    work()
    monkeypatch.setattr(prerendered_parts, "PRERENDERED_EDITIONS", 2)

    writing.prerender_missing()

    assert stored() == {"demand/4", "demand/5"}
    assert not prerendered_parts.missing().exists()


@pytest.mark.slow
def test_merged_demand_leads_elsewhere_and_has_no_part() -> None:
    published.publish(published.demand(2, merged_into=5), note="ضُم.", is_listed=False)

    work()

    assert not any("sheet" in row.parts for row in PrerenderedParts.objects.filter(edition__document__key="2"))
    assert Client().get(DEMAND).status_code == 302
