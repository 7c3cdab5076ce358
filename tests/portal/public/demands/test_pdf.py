"""The PDF of a demand: made for the edition that stands, offered on its page, in the words of that page."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import html5lib
import pypdf
import pytest
from django.test import Client
from django.utils.translation import gettext, ngettext, override

from core.text.formats import day
from core.text.texts import LANGUAGES
from publications import pdf, rendering
from publications.labels import DEMAND_RELATIONS, DEMAND_STATES, VERDICTS
from publications.models import Document, Rendering
from publications.schemas.demand import Answer, Commitment, Relation, Supporters, Verdict
from tests.portal.public import published
from tests.publications.typesetting import read

pytestmark = pytest.mark.django_db
DAY, MADE = dt.date(2018, 11, 12), b"%PDF-1.7"
SOLVED, PARTLY = (Verdict(answer=0, on=DAY, word="solved"), Verdict(answer=1, on=DAY, word="partly"))
# What stands on the page alone: who reads it, and what belongs to the edition.
PAGE_ALONE = re.compile(r"^(Does your association|Edition \d|Download|Other demands on|The promises in|Share|Follow)")
PDF_ALONE = {"The demand", "Earlier answers", "Associations that ask this too", "This edition"}


@pytest.fixture
def quick(monkeypatch: Any) -> None:
    monkeypatch.setattr(pdf, "published", lambda *_given, **_named: MADE)


def full() -> Any:
    whole = {
        "details": published.ar("تفاصيل المطلب."),
        "answers": [Answer(on=DAY, text=published.ar("جواب أول.")), Answer(on=DAY, text=published.ar("جواب ثان.\n\nفقرة."))],
        "asked": 3,
        "verdicts": [SOLVED, PARTLY.model_copy(update={"sentence": published.ar("لا يكفي.")})],
        "commitments": [
            Commitment(what=published.ar("دورية"), owner=published.ar("الدائرة"), due_on=DAY, state="kept", evidence_url="https://x.example/1")
        ],
        "relations": [Relation(relation="absorbed", number=7, title=published.ar("مطلب آخر"), on=DAY, until=DAY)],
        "supporters": Supporters(count=2, named=[published.ar("جمعية الأمل")]),
    }  # fmt: skip
    return published.demand(2, **whole)


def offers(reader: Client, page: str = "/en/demands/2/") -> bool:
    return "demand.pdf" in reader.get(page).content.decode()


def test_demand_offers_its_pdf_once_it_is_made(reader: Client, square: None, quick: None) -> None:
    before = offers(reader), reader.get("/en/demands/2/demand.pdf").status_code

    assert rendering.typeset_demands() == Document.objects.filter(kind="demand", is_listed=True).count()

    answer = Client().get("/en/demands/2/demand.pdf")
    assert (before, offers(Client())) == ((False, 404), True)
    assert (answer.content, answer.headers["Content-Type"]) == (MADE, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="demand-2-1-en.pdf"'
    assert Rendering.objects.filter(edition__document__key="2").count() == len(LANGUAGES)
    assert rendering.typeset_demands() == 0


def test_new_edition_takes_the_pdf_of_the_earlier_one_away(reader: Client, square: None, quick: None) -> None:
    rendering.typeset_demands()

    published.publish(published.demand(2, state="done"), note="أُنجز.")

    assert reader.get("/en/demands/2/demand.pdf").status_code == 404
    assert not Rendering.objects.filter(edition__document__key="2").exists()
    assert rendering.typeset_demands() == 1


def test_withdrawn_demand_leaves_no_pdf(reader: Client, square: None, quick: None) -> None:
    rendering.typeset_demands()
    made = Rendering.objects.filter(edition__document__key="2").exists()

    published.withdraw("demand", "2")

    assert (made, reader.get("/en/demands/2/demand.pdf").status_code) == (True, 410)
    rendering.typeset_demands()
    assert not Rendering.objects.filter(edition__document__key="2").exists()


def test_pdf_of_a_merged_demand_leads_to_the_other_one_and_is_not_made(reader: Client, quick: None) -> None:
    published.publish(published.demand(1, merged_into=2), is_listed=False)
    published.publish(published.demand(2))
    rendering.typeset_demands()

    answer = reader.get("/fr/demands/1/demand.pdf")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/fr/demands/2/demand.pdf")
    assert not Rendering.objects.filter(edition__document__key="1").exists()


def test_edition_that_is_replaced_while_it_is_typeset_gets_no_pdf(square: None, monkeypatch: Any) -> None:
    def replaced(document: Any, **_named: Any) -> bytes:
        if document.key == "2" and document.state != "done":
            published.publish(published.demand(2, state="done"), note="أُنجز.")
            monkeypatch.setattr(pdf, "published", lambda *_given, **_more: MADE)
        return MADE

    monkeypatch.setattr(pdf, "published", replaced)
    rendering.typeset_demands()

    assert not Rendering.objects.filter(edition__document__key="2").exists()


def test_demand_that_cannot_be_typeset_does_not_stop_the_others(square: None, monkeypatch: Any, caplog: Any) -> None:
    def typeset(document: Any, **_named: Any) -> bytes:
        if document.key == "5":
            raise RuntimeError
        return MADE

    monkeypatch.setattr(pdf, "published", typeset)
    rendering.typeset_demands()

    keys = set(Rendering.objects.values_list("edition__document__key", flat=True))
    assert ("5" in keys, "2" in keys) == (False, True)
    assert "cannot be made" in caplog.text


def test_demand_that_stands_in_an_old_edition_has_no_pdf(square: None, quick: None, monkeypatch: Any) -> None:
    rendering.typeset_demands()
    monkeypatch.setattr(rendering, "TYPESET_EDITIONS", 2)

    assert rendering.typeset_demands() == 0
    assert Rendering.objects.values("edition").distinct().count() <= 2


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_says_what_the_page_says(reader: Client, language: str) -> None:
    edition = published.publish(full())
    rendering.typeset_demands()

    said = read(reader.get(f"/{language}/demands/2/demand.pdf").content)

    with override(language):
        words = [str(each) for each in (
            DEMAND_STATES["in_progress"], VERDICTS["partly"], gettext("No verdict yet"), gettext("Promise kept"),
            gettext("raised several times; number not recorded"), day(DAY, language),
            DEMAND_RELATIONS["absorbed"], ngettext("%(count)s more association asks this", "%(count)s more associations ask this", 2) % {"count": 2},
        )]  # fmt: skip
    texts = ["تفاصيل المطلب", "جواب أول", "جواب ثان", "لا يكفي", "دورية", "مطلب آخر", "جمعية الأمل"]
    words += texts if language == "ar" else []  # an Arabic word between Latin ones is copied backwards
    assert [each for each in words if _whole(each) not in _whole(said)] == []
    assert edition.sha256 in _whole(said)
    assert "https://x.example/1" in said


@pytest.mark.slow
def test_sections_of_the_pdf_have_the_headings_of_the_page(reader: Client) -> None:
    published.publish(full())
    rendering.typeset_demands()
    tree = html5lib.parse(reader.get("/en/demands/2/").content.decode(), namespaceHTMLElements=False)
    on_page = {" ".join("".join(each.itertext()).split()) for each in tree.find(".//main").iter("h2")}

    outline = pypdf.PdfReader(io.BytesIO(reader.get("/en/demands/2/demand.pdf").content)).outline
    in_pdf = {item.title for item in list(_flat(outline))[1:]}

    assert in_pdf - PDF_ALONE <= on_page
    assert {each for each in on_page - in_pdf if not PAGE_ALONE.match(each)} == set()


def _flat(items: Any) -> Any:
    for item in items:
        yield from _flat(item) if isinstance(item, list) else [item]


def _whole(text: str) -> str:
    return "".join(text.split()).casefold()
