"""Editions from before a schema change (without ``owner``) can still be read, typeset and verified."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from publications import reader, store
from publications.models import Approval, Document, Edition
from publications.rendering import typeset_edition
from tests.publications.typesetting import a_report

pytestmark = pytest.mark.django_db
SINCE = ("owner", "due_on")


def published_before(key: str = "meknes-2018-10-17") -> Edition:
    promised = {"point_kind": "commitment", "title": {"ar": "تكثيف الدوريات"}}
    content: dict[str, Any] = a_report(other_points=[promised]).model_dump(mode="json")
    for point in content["other_points"]:
        for name in SINCE:
            del point[name]
    document = Document.objects.create(kind="report", key=key, listed_on=dt.date(2018, 10, 17))
    edition = store._append(document, content, note=None, approval=Approval(author_ids=[1], approver_id=2))
    document.live, document.is_listed = edition, True
    document.save()
    return edition


@pytest.mark.slow
def test_older_edition_is_verified_read_and_set(capsys: pytest.CaptureFixture[str]) -> None:
    edition = published_before()

    call_command("verify_editions")
    typeset_edition({"edition": edition.pk})
    page = Client().get("/ar/reports/meknes-2018-10-17/").content.decode()

    assert f"{Edition.objects.count()} editions hold" in capsys.readouterr().out
    assert not any(name in json.loads(edition.canonical)["body"]["other_points"][0] for name in SINCE)
    assert "تكثيف الدوريات" in page
    assert 'class="unknown">لم يُسجل' not in page
    assert edition.renderings.count() == 3


def test_older_edition_says_nothing_of_an_owner() -> None:
    published_before()

    [point] = reader.live("report", "meknes-2018-10-17").body.other_points

    assert (bool(point.owner), point.due_on) == (False, None)
