from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publications import querysets, reader
from publications.models import Rendering
from tests.portal.public.published import ar, demand, publish, withdraw

pytestmark = pytest.mark.django_db
DEMAND = "demand"


def test_live_edition_carries_the_size_of_the_pdf_in_the_language_asked_for():
    edition = publish(demand())
    Rendering.objects.create(edition=edition, language="fr", media_type=reader.PDF, content=b"%PDF", size=84)
    Rendering.objects.create(edition=edition, language="en", media_type="image/png", content=b"PNG", size=7)

    sizes = {language: reader.live(DEMAND, "1", pdf_language=language).pdf_size for language in ("fr", "ar", "en")}

    assert sizes == {"fr": 84, "ar": None, "en": None}


def test_live_edition_has_all_columns(django_assert_num_queries: Any):
    published = publish(demand())

    with django_assert_num_queries(1):
        found = reader.live(DEMAND, "1")
        seen = {field.attname: getattr(found, field.attname) for field in published._meta.concrete_fields}

    assert seen == {field.attname: getattr(published, field.attname) for field in published._meta.concrete_fields}


def test_live_edition_of_what_was_never_published_is_not_found():
    publish(demand())

    for kind, key in (("report", "1"), (DEMAND, "2"), (DEMAND, "1' OR true --")):
        with pytest.raises(reader.NotPublished):
            reader.live(kind, key)


def test_listed_texts_are_those_of_the_live_editions_asked_for(django_assert_num_queries: Any):
    publish(demand(1))
    corrected = publish(demand(title=ar("مطلب مصحح")), note="صُحح.")
    publish(demand(2))
    publish(demand(3))
    withdraw(DEMAND, "3")

    with django_assert_num_queries(1):
        found = reader.listed(DEMAND, ["1", "3", "4"])

    assert found == {corrected.sha256: corrected.canonical}


def test_listed_texts_of_nothing_ask_nothing(django_assert_num_queries: Any):
    with django_assert_num_queries(0):
        assert reader.listed(DEMAND, []) == {}


def test_body_is_read_once_for_each_text():
    publish(demand())
    first, again = reader.live(DEMAND, "1").body, reader.live(DEMAND, "1").body
    publish(demand(title=ar("مطلب مصحح")), note="صُحح.")

    corrected = reader.live(DEMAND, "1").body

    assert first is again
    assert corrected.title.ar == "مطلب مصحح"


def test_first_documents_come_in_the_order_of_their_list_with_live_editions(django_assert_num_queries: Any):
    for number in range(1, 5):
        publish(demand(number), listed_on=dt.date(2020, 1, 5 - number // 2))
    corrected = publish(demand(2, title=ar("مطلب مصحح")), listed_on=dt.date(2020, 1, 4), note="صُحح.")
    rows = reader.documents(DEMAND)

    with django_assert_num_queries(4):  # two for the lists, and two for editions that are read first
        newest, oldest = reader.first_of(rows, 3), reader.first_of(rows.order_by("listed_on", "id"), 3)
        editions = [row.live for row in newest]

    assert [row.key for row in newest] == [row.key for row in rows[:3]] == ["1", "3", "2"]
    assert [row.key for row in oldest] == ["4", "2", "3"]
    assert [row.listed_on for row in newest] == [row.listed_on for row in rows[:3]]
    assert editions[-1].sha256 == corrected.sha256
    assert editions[-1].body == corrected.body


def test_first_documents_of_a_search_without_a_word_are_none(django_assert_num_queries: Any):
    publish(demand())

    with django_assert_num_queries(0):
        assert reader.first_of(reader.documents(DEMAND).matching("!"), 3) == []


@pytest.mark.parametrize("few", [1, 0])
def test_words_are_looked_up_before_a_list_is_put_in_order(few: int, monkeypatch: Any):
    """Of more than ``few`` documents the list is read in its order, and their words are only compared."""
    publish(demand(1, title=ar("إنارة الشارع")))
    publish(demand(2, title=ar("دورية ليلية")))
    monkeypatch.setattr(querysets, "FEW", few)

    with CaptureQueriesContext(connection) as queries:
        found = reader.first_of(reader.documents(DEMAND).matching("الإنارة"), 3)

    assert [row.key for row in found] == ["1"]
    assert ["ORDER BY" in query["sql"] for query in queries] == [False, True, False]
    assert ("words" in queries[1]["sql"]) == (not few)


def test_search_for_a_word_of_no_document_reads_no_list():
    publish(demand())

    with CaptureQueriesContext(connection) as queries:
        assert reader.first_of(reader.documents(DEMAND).matching("غغغغغ"), 3) == []

    assert [query["sql"] for query in queries if "ORDER BY" in query["sql"]] == []


def test_text_that_is_known_is_not_sent_again(django_assert_num_queries: Any):
    first, second = publish(demand(1)), publish(demand(2))
    publish(demand(3))
    withdraw(DEMAND, "3")

    with django_assert_num_queries(1):
        found = reader.live_texts(DEMAND, ["1", "2", "3", "4"], known=[first.sha256])

    assert found == {"1": (first.sha256, None), "2": (second.sha256, second.canonical)}
