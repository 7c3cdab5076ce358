"""Threat 30: two people save the same version. The second is told, sees both texts, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.security.addresses import arguments
from tests.security.browsing import fields
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
FIRST, SECOND = "كتب الأول هذه الجملة", "وكتب الثاني جملة أخرى"

# URL name, field in which both write, how to read it back.
FORMS = [
    ("report_edit", "title", "reports"),
    ("report_edit", "lead", "reports"),
    ("contribution", "text", "interventions"),
    ("point", "title", "points"),
    ("meeting_edit", "venue", "meeting"),
    ("demand_edit", "details", "demand"),
    ("association_edit", "name", "association"),
]


def stored(scene: Scene, where: str) -> Any:
    row = {
        "reports": lambda: scene.reports["drafting"],
        "interventions": lambda: scene.session.interventions.first(),
        "points": lambda: scene.session.points.get(),
        "meeting": lambda: scene.session,
        "demand": lambda: scene.session.points.get().demand,
        "association": lambda: scene.association,
    }[where]()
    row.refresh_from_db()
    return row


def opened(client: Client, url: str, field: str, words: str) -> dict[str, Any]:
    """The form as it was opened, with ``words`` written into ``field``."""
    return fields(client.get(url)) | {f"{field}_ar": words}


@pytest.mark.parametrize(("name", "field", "where"), FORMS, ids=[f"{name}-{field}" for name, field, _where in FORMS])
def test_second_writer_is_told_and_loses_nothing(scene: Scene, name: str, field: str, where: str) -> None:
    url = reverse(f"staff:{name}", kwargs=arguments(scene)[f"staff:{name}"])
    one, two = scene.client("editor"), scene.client("head")
    first, second = opened(one, url, field, FIRST), opened(two, url, field, SECOND)
    assert first["version"] == second["version"]

    assert one.post(url, first).status_code == 302
    refused = two.post(url, second)

    page = refused.content.decode()
    assert refused.status_code == 409
    assert getattr(stored(scene, where), field).ar == FIRST
    shown = [(words_of(each, "removed"), words_of(each, "added")) for each in refused.context["differences"]]
    assert shown == [(FIRST, SECOND)]
    assert all(word in page for word in (FIRST, SECOND))
    again = fields(refused)
    assert again[f"{field}_ar"] == [SECOND]
    assert again["version"] != second["version"]

    assert two.post(url, again).status_code == 302
    assert getattr(stored(scene, where), field).ar == SECOND


def words_of(difference: Any, change: str) -> str:
    """What one side wrote, in reading order."""
    return " ".join(piece.words for piece in difference.pieces if piece.change in {change, "same"})


@pytest.mark.parametrize(("name", "field", "where"), FORMS[::2], ids=[name for name, _field, _where in FORMS[::2]])
def test_version_nobody_was_given_saves_nothing(scene: Scene, name: str, field: str, where: str) -> None:
    url = reverse(f"staff:{name}", kwargs=arguments(scene)[f"staff:{name}"])
    client = scene.client("editor")
    before = getattr(stored(scene, where), field)
    form = opened(client, url, field, SECOND)

    for version in ("0", "999", "-1", "", "x"):
        answer = client.post(url, form | {"version": version})

        assert answer.status_code in {200, 409}, version
        assert SECOND in answer.content.decode(), version
        assert getattr(stored(scene, where), field) == before, version


def test_two_writers_of_different_reports_do_not_meet(scene: Scene) -> None:
    one, two = scene.client("editor"), scene.client("head")
    urls = [reverse("staff:report_edit", args=[scene.reports[state].pk]) for state in ("drafting", "returned")]
    forms = [opened(one, url, "title", FIRST) for url in urls]

    assert one.post(urls[0], forms[0]).status_code == 302
    assert two.post(urls[1], forms[1]).status_code == 302
