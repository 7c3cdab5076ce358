"""Law 09-08: what the privacy page says, and that no page promises a contact that the operator has not entered."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from core import contacts, retention
from core.templatetags.remembered import MEMORY
from portal.public.pages.personal_data import collections
from tests.core.test_contacts import ENTERED
from tests.packages import PACKAGES
from tests.portal.public.published import MEETING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("square")]
ROOT = Path(__file__).parents[3]
PAGES = ("privacy/", "accessibility/", f"reports/{MEETING}/", f"meetings/{MEETING}/", "demands/2/", "about/")
# What each page says only once the operator has entered the contact.
SHOWN = {
    "correction_email": {"privacy/", "accessibility/", f"reports/{MEETING}/"},
    "controller_address": {"privacy/"},
    "cndp_receipt": set(PAGES),
    "cell_phone": set(PAGES),
    "access_request_url": set(PAGES),
    # For associations alone: tests/portal/members/concerns/test_outcome.py.
    "recourse_head_contact": set(),
    "recourse_inspection_contact": set(),
    "recourse_mediator_contact": set(),
}
PROMISES = re.compile(r"not yet entered|ask for a correction|write to us:|Request information under law")


def shown(reader: Client, page: str) -> str:
    return reader.get(f"/en/{page}").content.decode()


def test_contact_that_is_not_entered_is_promised_on_no_page(reader: Client, settings: Any) -> None:
    settings.SITE = settings.SITE | dict.fromkeys(ENTERED, "")
    MEMORY.clear()

    assert {page: PROMISES.findall(shown(reader, page)) for page in PAGES} == {page: [] for page in PAGES}


@pytest.mark.parametrize("key", ENTERED)
def test_contact_that_is_entered_is_shown(reader: Client, settings: Any, key: str) -> None:
    settings.SITE = settings.SITE | dict.fromkeys(ENTERED, "") | {key: ENTERED[key]}
    MEMORY.clear()

    assert {page for page in PAGES if ENTERED[key] in shown(reader, page)} == SHOWN[key]


def test_privacy_page_has_what_the_law_asks_for(reader: Client, settings: Any) -> None:
    page = shown(reader, "privacy/")

    assert settings.SITE["controller"].en in page
    for article in ("article 7", "article 8", "article 9"):
        assert article in page
    assert "CNDP" in page
    with override("en"):
        expected = collections()
    for collection in expected:
        assert f'id="{collection.name}"' in page
        assert collection.purpose in page


def test_privacy_page_tells_the_periods_after_which_the_tasks_delete(reader: Client) -> None:
    from consultations.invitations.registrations import UNCONFIRMED_DELETED_AFTER
    from followers.requests import CONFIRMED_WITHIN
    from proposals.concerns.drafts import DELETED_AFTER_DAYS

    page = shown(reader, "privacy/")

    assert f"A draft is deleted {DELETED_AFTER_DAYS} days after" in page
    assert f"nobody confirmed is deleted after {UNCONFIRMED_DELETED_AFTER.total_seconds() / 3600:.0f} hours" in page
    assert f"not confirmed is deleted after {CONFIRMED_WITHIN.days} days" in page
    assert f"signed in again is deleted after {retention.PARKED_FORM_DAYS} day." in page


PERIODS = sorted(name for name, value in vars(retention).items() if name.isupper() and isinstance(value, int))


@pytest.mark.parametrize("name", PERIODS)
def test_every_period_of_retention_is_told(name: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(retention, name, 7351)

    with override("en"):
        told = [period for each in collections() for period in each.periods if "7351" in period]

    assert len(told) == 1


def test_rows_are_deleted_after_a_period_of_retention_alone() -> None:
    sources = {path: path.read_text() for folder in PACKAGES for path in (ROOT / folder).rglob("*.py")}
    deleting = {path: text for path, text in sources.items() if "from core.db.bulk_delete import" in text}

    assert len(deleting) > 5
    assert [f"{path}" for path, text in deleting.items() if "retention." not in text] == []


def test_every_missing_contact_would_be_found_on_a_page() -> None:
    assert {contact.key for contact in contacts.CONTACTS} == set(SHOWN)
