"""What holds for every public page."""

from __future__ import annotations

import re
from functools import partial

import html5lib
import pytest
from django.test import Client

from core.text.ordering import dictionary_key
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


@pytest.mark.slow
@pytest.mark.parametrize("language", DIRECTIONS)
def test_public_page_in_each_language_is_valid_html(reader: Client, language: str) -> None:
    for page in PAGES:
        response = reader.get(f"/{language}/{page}")

        assert response.status_code == 200, page
        assert faults_of_html(response.content.decode()) == [], page
        assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in response.content.decode(), page


def faults_of_html(html: str) -> list[str]:
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [f"{place}: {fault}" for place, fault, _values in parser.errors]


def test_fault_of_html_would_be_found() -> None:
    assert faults_of_html("<!DOCTYPE html><title>x</title><p><div></p>") != []


def test_public_page_sets_no_cookie_and_may_be_cached(reader: Client) -> None:
    answers = {page: reader.get(f"/ar/{page}") for page in PAGES}

    assert {page: answer.cookies for page, answer in answers.items() if answer.cookies} == {}
    headers = {(answer.headers["Cache-Control"], answer.headers["Vary"]) for answer in answers.values()}
    assert headers == {("public, max-age=0, must-revalidate", "Accept-Encoding")}


def test_public_page_needs_nothing_that_the_content_policy_forbids(reader: Client) -> None:
    forbidden = re.compile(r"<style|\sstyle=|<script|\son[a-z]+=|data:|csrfmiddlewaretoken")

    found = {page: forbidden.findall(reader.get(f"/ar/{page}").content.decode()) for page in PAGES}

    assert found == {page: [] for page in PAGES}


def test_public_page_has_one_title_and_the_same_page_in_the_other_languages(reader: Client) -> None:
    for page in PAGES:
        html, address = reader.get(f"/fr/{page}").content.decode(), page.split("?")[0]

        assert html.count("<h1") == 1, page
        assert f'<a href="/ar/{address}" lang="ar" hreflang="ar">' in html, page
        assert re.search(rf'rel="alternate" hreflang="x-default" href="https?://[^"]+/ar/{address}"', html), page


def test_home_with_nothing_published_says_so(reader: Client, db: None) -> None:
    from publications.models import Document

    Document.objects.update(is_listed=False)

    response = reader.get("/en/")

    assert response.status_code == 200
    assert "No demand is published yet" in response.content.decode()


def test_emergency_numbers_stand_on_every_page(reader: Client) -> None:
    pages = {page: reader.get(f"/ar/{page}").content.decode() for page in PAGES}

    assert [
        (page, n) for page, html in pages.items() for n in ("19", "177", "15") if f'href="tel:{n}"' not in html
    ] == []


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


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("page", ["areas/", "areas/meknes/"])
def test_areas_stand_in_the_order_of_the_alphabet(reader: Client, language: str, page: str) -> None:
    html = reader.get(f"/{language}/{page}").content.decode()
    html = html[html.index("<h1") : html.index("<footer")]

    lists = [
        [name.strip() for name in re.findall(r'href="/[a-z]+/areas/[^"]+">\s*(?:<[^>]+>)?([^<]+)', found)]
        for found in re.findall(r'<ul class="tail[^"]*">(?:(?!<ul).)*?</ul>', html, re.DOTALL)
    ]

    assert [names for names in lists if len(names) > 10] != []
    assert [names for names in lists if names != sorted(names, key=partial(dictionary_key, without_article=True))] == []
