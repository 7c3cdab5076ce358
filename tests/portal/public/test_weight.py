"""A public page on a slow phone: under 120 kB at the first visit with everything it loads, under 25 kB afterwards."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.portal.public.published import MEETING

FIRST_VISIT = 120_000
LATER_VISIT = 25_000
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("square")]


def files_of(html: str) -> set[str]:
    """Static files of a page, with those that its stylesheets name."""
    named = set(re.findall(r'(?:href|src)="/static/([^"#]+)', html))
    for sheet in [name for name in named if name.endswith(".css")]:
        for address in re.findall(r"url\(\.\./([^)]+)\)", found(sheet).read_text()):
            named.add(address)
    return named


def found(name: str) -> Path:
    path = finders.find(name)
    if path is None and name.startswith("build/"):
        pytest.skip("the web fonts are not built; `make test` builds them first")
    assert path, f"{name} is named by a page and does not exist"
    return Path(path)


def sent(name: str) -> int:
    content = found(name).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content))


@pytest.mark.parametrize("page", ["", f"reports/{MEETING}/", "demands/", "demands/2/", "areas/"])
def test_public_page_is_light(reader: Client, page: str) -> None:
    answer = reader.get(f"/ar/{page}", headers={"accept-encoding": "gzip"})
    html = gzip.decompress(answer.content).decode()

    files = sum(sent(name) for name in files_of(html))

    assert len(answer.content) < LATER_VISIT
    assert len(answer.content) + files < FIRST_VISIT


def test_public_page_loads_no_style_of_the_office(reader: Client) -> None:
    html = reader.get("/ar/").content.decode()

    assert not {"css/office.css", "css/recorder.css", "css/gallery.css"} & files_of(html)
