"""The page of a hidden concern: read on purpose, its files too; what its association reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from proposals.concerns import contests
from proposals.models import Concern
from tests import factories
from tests.portal.staff.concerns.pages import INBOX, page_of

pytestmark = pytest.mark.django_db
WORDS = "كلمات لا تُعرض"


@pytest.fixture
def hidden(desk: Client) -> Concern:
    concern = factories.concern(text=WORDS, title="عنوان لا يُعرض", files=[factories.photo()])
    typed = {"move": "hide", "reason": "hate", "sentence": "خطاب كراهية"}
    assert desk.post(f"{page_of(concern)}move/", typed).status_code == 302
    contests.contest(concern, by=concern.association.memberships.get().user, text=f"اعتراض {WORDS}")
    concern.refresh_from_db()
    return concern


def test_text_of_a_hidden_concern_is_shown_after_a_click_that_is_recorded(desk: Client, hidden: Concern) -> None:
    closed = desk.get(page_of(hidden)).content.decode()
    for page in (closed, desk.get(INBOX, {"view": "hidden"}).content.decode(), desk.get(INBOX).content.decode()):
        assert hidden.reference in page
        assert WORDS not in page
        assert hidden.title not in page
    assert not hidden.openings.exists()

    answer = desk.post(f"{page_of(hidden)}open/")
    assert answer.content.decode().count(WORDS) >= 2
    assert hidden.openings.filter(file=None, step=None).count() == 1
    offered = {each.move.name for each in answer.context["offered"]}
    assert {"uphold", "accept", "hide"} <= offered


def test_file_of_a_hidden_concern_is_opened_on_purpose(desk: Client, hidden: Concern) -> None:
    row = hidden.files.get()

    assert desk.get(f"{INBOX}files/{row.pk}/").status_code == 404
    desk.post(f"{INBOX}files/{row.pk}/open/")

    assert hidden.openings.filter(file=row).count() == 1


def test_association_reads_why_its_text_is_hidden_and_contests_once(client: Client, hidden: Concern) -> None:
    client.force_login(hidden.association.memberships.get().user)

    answer: Any = client.get(f"/members/concerns/{hidden.reference}/")

    page = answer.content.decode()
    assert "خطاب كراهية" in page
    assert WORDS in page
    assert "contest" not in answer.context["offered"]
