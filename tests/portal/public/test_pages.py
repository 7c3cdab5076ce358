"""What holds for every public page."""

from __future__ import annotations

import re

import html5lib
import pytest
from django.test import Client

from tests.portal.public.published import MEETING

PAGES = (
    "",
    "meetings/",
    f"meetings/{MEETING}/",
    "reports/",
    f"reports/{MEETING}/",
    f"reports/{MEETING}/editions/",
    f"reports/{MEETING}/editions/1/",
    "demands/",
    "demands/?q=المدارس&theme=schools&area=meknes&state=in_progress",
    "demands/2/",
    "themes/",
    "themes/schools/",
    "areas/",
    "areas/meknes/",
    "about/",
    "privacy/",
    "accessibility/",
    "how-we-count/",
    "verify/",
)
DIRECTIONS = {"ar": "rtl", "fr": "ltr", "en": "ltr"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("square")]


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("page", PAGES)
def test_public_page_in_each_language_is_valid_html(reader: Client, page: str, language: str) -> None:
    response = reader.get(f"/{language}/{page}")

    assert response.status_code == 200
    html5lib.HTMLParser(strict=True).parse(response.content.decode())
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_public_page_sets_no_cookie_and_may_be_cached(reader: Client, page: str) -> None:
    response = reader.get(f"/ar/{page}")

    assert not response.cookies
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("page", PAGES)
def test_public_page_needs_nothing_that_the_content_policy_forbids(reader: Client, page: str) -> None:
    html = reader.get(f"/ar/{page}").content.decode()

    assert not re.search(r"<style|\sstyle=|<script|\son[a-z]+=|data:", html)
    assert "csrfmiddlewaretoken" not in html


@pytest.mark.parametrize("page", PAGES)
def test_public_page_has_one_title_and_the_same_page_in_the_other_languages(reader: Client, page: str) -> None:
    html = reader.get(f"/fr/{page}").content.decode()

    address = page.split("?")[0]
    assert html.count("<h1") == 1
    assert f'<a href="/ar/{address}" lang="ar" hreflang="ar">' in html
    assert re.search(rf'rel="alternate" hreflang="x-default" href="https?://[^"]+/ar/{address}"', html)


def test_home_with_nothing_published_says_so(reader: Client, db: None) -> None:
    from publications.models import Document

    Document.objects.update(is_listed=False)

    response = reader.get("/en/")

    assert response.status_code == 200
    assert "No demand is published yet" in response.content.decode()


def test_emergency_numbers_stand_on_every_page(reader: Client) -> None:
    html = reader.get("/ar/reports/").content.decode()

    assert [number for number in ("19", "177", "15") if f'href="tel:{number}"' in html] == ["19", "177", "15"]


def test_unknown_public_page_is_not_found_with_a_way_on(reader: Client) -> None:
    response = reader.get("/en/reports/nowhere/")

    assert response.status_code == 404
    assert "/en/demands/" in response.content.decode()


def test_public_page_refuses_to_be_posted_to(reader: Client) -> None:
    assert reader.post("/ar/demands/").status_code == 405


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/sitemap-0.xml"])
def test_address_for_machines_is_the_same_for_every_cookie(reader: Client, address: str) -> None:
    reader.cookies["machoura_language"] = "fr"

    answer = reader.get(address)

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "ar"
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(("language", "name"), [("ar", "عمالة مكناس"), ("fr", "Préfecture de Meknès")])
def test_outline_of_the_areas_is_named_after_the_largest_area(reader: Client, language: str, name: str) -> None:
    html = reader.get(f"/{language}/areas/").content.decode()

    assert re.search(rf"(حدود|Contour du territoire\u00a0:) {name}\.", html)
