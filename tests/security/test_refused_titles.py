"""Finding 26: the title of a page that shows a refused form says so first, on every page that takes a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.security.access_table import cells
from tests.security.addresses import arguments, every_url_name
from tests.security.scene import FUNCTIONS, Scene
from tests.security.undoing import taken_back

pytestmark = pytest.mark.django_db
TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)

ERROR = re.compile(r'class="alert bad|class="error"')


class Undone(Exception):
    pass


def refused(client: Client, url: str) -> Any:
    answer = None
    try:
        with taken_back():
            answer = client.post(url, {"people": "x", "version": "x", "move": "x"})
            raise Undone
    except Undone:
        return answer


def refused_pages(scene: Scene, client: Client, *areas: str) -> Iterator[tuple[str, str]]:
    where = arguments(scene)
    writing = {name for name, method in cells() if method == "POST"} | {"account_login", "account_signup"}
    for name in every_url_name():
        url = reverse(name, kwargs=where.get(name))
        if name in writing and name != "account_logout" and url.startswith(areas):
            answer = refused(client, url)
            page = answer.content.decode() if "html" in answer.headers.get("Content-Type", "") else ""
            if (
                page.lstrip().startswith("<!DOCTYPE")
                and ERROR.search(page)
                and answer.status_code not in {403, 404, 405}
            ):
                yield url, page


def without_error_first(pages: Iterator[tuple[str, str]]) -> tuple[int, list[str]]:
    titles = {url: TITLE.search(page)[1] for url, page in pages}  # type: ignore[index]
    return len(titles), [f"{url}: {title}" for url, title in titles.items() if not title.startswith("خطأ:")]


@pytest.mark.slow
def test_title_of_every_refused_form_of_the_office_begins_with_error(scene: Scene) -> None:
    desk = Client()
    desk.force_login(factories.staff(*FUNCTIONS))

    count, wrong = without_error_first(refused_pages(scene, desk, "/staff/"))

    assert "\n".join(wrong) == ""
    assert count > 25


@pytest.mark.slow
def test_title_of_every_refused_form_of_a_member_begins_with_error(scene: Scene) -> None:
    areas = ("/members/", "/accounts/", "/register/", "/invited/", "/follow")

    count, wrong = without_error_first(refused_pages(scene, scene.client("association_a"), *areas))

    assert "\n".join(wrong) == ""
    assert count > 8


@pytest.mark.parametrize("url", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_title_of_a_refused_form_without_account_begins_with_error_in_its_language(url: str) -> None:
    for language, error in (("ar", "خطأ:"), ("fr", "Erreur\u00a0:"), ("en", "Error:")):
        client = Client()
        client.get(f"{url}?language={language}")

        good, bad = client.get(url), client.post(url, {})

        assert TITLE.search(bad.content.decode())[1].startswith(error)  # type: ignore[index]
        assert error not in TITLE.search(good.content.decode())[1]  # type: ignore[index]
