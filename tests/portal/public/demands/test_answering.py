from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from core.text.texts import Texts
from publications import listings
from publications.listings import Listing
from publications.schemas.meeting import AgendaTopic, DemandRef
from tests.portal.public import published

pytestmark = pytest.mark.django_db


def test_kind_that_answers_is_listed_on_the_page_of_the_demand(
    reader: Client, monkeypatch: Any, square: None, assert_cold_queries: Any
) -> None:
    monkeypatch.setattr(listings, "LISTINGS", (Listing("meeting", "Meetings about it", answers=True),))
    topic = AgendaTopic(title=Texts(ar="محور"), demands=[DemandRef(key="2", title=Texts(ar="مطلب"))])
    published.publish(published.meeting(key="later", agenda=[topic]))

    about = assert_cold_queries("/en/demands/2/", 3).content.decode()
    other = reader.get("/en/demands/1/").content.decode()
    assert "What answers this demand" in about
    assert "/en/meetings/later/" in about
    assert "What answers this demand" not in other

    published.withdraw("meeting", "later")
    assert "What answers this demand" not in reader.get("/en/demands/2/").content.decode()
