"""Networks of associations in the directory, and what they say together."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.public.documents.views import previous_url
from portal.public.paging import page_of
from publications import reader
from publications.labels import CONSENT_RULES, DEMAND_STATES, LEDGER_RULE
from publications.models import Document, Edition
from publications.network_ring import pieces, ring

MOST_STATEMENTS: Final = 20
SECTION: Final = "associations"


def networks(request: HttpRequest) -> HttpResponse:
    page = page_of(request, reader.documents("network"))
    context = {"section": SECTION, "page": page, "networks": [document.live.body for document in page]}
    return render(request, "public/networks/networks.html", context)


def network(request: HttpRequest, *, key: str) -> HttpResponse:
    """Two queries: the edition, and what the network said."""
    return _network(request, reader.live("network", key), is_live=True)


def network_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    return _network(request, reader.edition("network", key, number), is_live=False)


def statements(request: HttpRequest) -> HttpResponse:
    page = page_of(request, reader.documents("statement"))
    context = {"section": SECTION, "page": page, "rows": [_row(document) for document in page]}
    return render(request, "public/networks/statements.html", context)


def statement(request: HttpRequest, *, key: str) -> HttpResponse:
    """Two queries: the edition, and the demand that it supports."""
    return _statement(request, reader.live("statement", key), is_live=True)


def statement_edition(request: HttpRequest, *, key: str, number: int) -> HttpResponse:
    return _statement(request, reader.edition("statement", key, number), is_live=False)


def _network(request: HttpRequest, edition: Edition, *, is_live: bool) -> HttpResponse:
    body: Any = edition.body
    said = reader.documents("statement").under(f"network:{body.key}")[:MOST_STATEMENTS] if is_live else []
    context = {
        "section": SECTION,
        "edition": edition,
        "is_live": is_live,
        "network": body,
        "rule": CONSENT_RULES[body.consent_rule],
        "ring": ring(len(body.members), body.unnamed),
        "rows": [_row(document) for document in said],
        "previous_url": previous_url(edition),
        "page_title": body.title,
        "description": body.summary,
    }
    return render(request, "public/networks/network.html", context)


def _statement(request: HttpRequest, edition: Edition, *, is_live: bool) -> HttpResponse:
    body: Any = edition.body
    context = {
        "section": SECTION,
        "edition": edition,
        "is_live": is_live,
        "statement": body,
        "rule": CONSENT_RULES[body.consent_rule],
        "pieces": pieces(body.agreed, body.asked),
        "demand": _demand(body.demand),
        "ledger_rule": LEDGER_RULE,
        "previous_url": previous_url(edition),
        "page_title": body.title,
        "description": body.text,
    }
    return render(request, "public/networks/statement.html", context)


def _demand(key: str) -> dict[str, Any] | None:
    """As the public reads it today; a demand that is not public any more is not named."""
    row = reader.documents("demand").filter(key=key).first() if key else None
    body: Any = row.live.body if row is not None and row.live else None
    return {"body": body, "label": DEMAND_STATES[body.state]} if body is not None else None


def _row(document: Document) -> dict[str, Any]:
    body: Any = document.live.body if document.live else None
    return {"body": body, "on": document.listed_on, "pieces": pieces(body.agreed, body.asked)}
