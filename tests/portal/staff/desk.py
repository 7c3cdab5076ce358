from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries(client: Client, page: str) -> int:
    """How many the page costs once what is remembered between pages is remembered."""
    assert client.get(page).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posted(form: Any) -> dict[str, Any]:
    """What a browser would send back for an untouched form."""
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if hasattr(bound.field.widget, "widgets_names"):
            parts = bound.field.widget.decompress(value) if not isinstance(value, list) else value
            data |= {
                f"{bound.html_name}{name}": part
                for name, part in zip(bound.field.widget.widgets_names, parts, strict=True)
            }
        elif isinstance(value, list):
            data[bound.html_name] = [getattr(each, "pk", each) for each in value]
        elif value not in (None, False):
            data[bound.html_name] = value
    return data


def decision(desk: Client, page: str, move: str, sentence: str = "") -> dict[str, Any]:
    """What the form of a step sends from the page of an association as it is shown now."""
    return {"move": move, "sentence": sentence, **desk.get(page).context["seen"]._asdict()}


def decide(desk: Client, page: str, move: str, sentence: str = "") -> Any:
    return desk.post(f"{page}move/", decision(desk, page, move, sentence))
