"""Finding 52: the HTML of every page is free of errors for the W3C's checker: all public pages, those of members and of the office."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests import factories
from tests.html_checker import faults
from tests.security.addresses import arguments, every_url_name
from tests.security.scene import FUNCTIONS, Scene

pytestmark = pytest.mark.django_db
DOCTYPE = "<!DOCTYPE html>"
POSTED = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)


def pages_of(client: Client, scene: Scene, *areas: str) -> dict[str, str]:
    """Whole pages: parts of pages, which a script asks for, begin without a document type."""
    found = {}
    where = arguments(scene)
    for name in every_url_name():
        url = reverse(name, kwargs=where.get(name))
        if name != "account_logout" and url.startswith(areas):
            answer: Any = client.get(url)
            if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
                page = answer.content.decode()
                found |= {url: page} if page.lstrip().startswith(DOCTYPE) else {}
    return found


def without_token(pages: dict[str, str]) -> list[str]:
    """Forms without a CSRF token: a template that is included with ``only`` gets none."""
    forms = [(url, form[0]) for url, page in pages.items() for form in POSTED.finditer(page)]
    assert len(forms) > len(pages) / 2
    return [f"{url}: {form[:100]}" for url, form in forms if 'name="csrfmiddlewaretoken"' not in form]


def of_the_public(scene: Scene) -> dict[str, str]:
    pages = {}
    for language in ("ar", "fr", "en"):
        with translation.override(language):
            pages |= pages_of(scene.client("anonymous"), scene, f"/{language}/")

    assert len(pages) > 60
    return pages


def of_a_member(scene: Scene) -> dict[str, str]:
    pages = pages_of(scene.client("association_a"), scene, "/members/", "/accounts/")

    assert len(pages) > 10
    assert without_token(pages) == []
    return pages


def without_a_session(scene: Scene) -> dict[str, str]:
    pages = pages_of(scene.client("anonymous"), scene, "/accounts/", "/invited/", "/register/", "/follow")

    assert len(pages) > 5
    return pages


def desk() -> Client:
    client = Client()
    client.force_login(factories.staff(*FUNCTIONS))
    return client


def of_the_office(scene: Scene) -> dict[str, str]:
    pages = pages_of(desk(), scene, "/staff/")

    assert len(pages) > 40
    assert without_token(pages) == []
    return pages


def refused_forms(_scene: Scene) -> dict[str, str]:
    client = desk()
    urls = ("/staff/meetings/new/", "/staff/associations/new/", "/staff/people/new/", "/accounts/login/")
    answers = {url: client.post(url, {}) for url in urls}
    return {url: answer.content.decode() for url, answer in answers.items() if answer.content}


WRONG = f'{DOCTYPE}<html lang="en"><head><title>x</title></head><body><span><ul><li>x</li></ul></span></body></html>'


@pytest.mark.slow
def test_every_page_is_free_of_errors_and_an_error_is_found(scene: Scene, tmp_path: Path) -> None:
    """One run of the checker, which takes seconds to start, for the pages of all."""
    pages = {
        f"{who.__name__} {url}": page
        for who in (of_the_public, of_a_member, without_a_session, of_the_office, refused_forms)
        for url, page in who(scene).items()
    }

    told = faults(pages | {"wrong": WRONG}, tmp_path).splitlines()

    assert [line for line in told if not line.startswith("wrong: ")] == []
    assert any("“ul” not allowed as child of element “span”" in line for line in told)
