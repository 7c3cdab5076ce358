"""Everything a stranger can read: pages in three languages, JSON, PDF text and metadata, sitemaps."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdfium2
from django.test import Client
from pypdf import PdfReader

from portal.public import prerendered_parts
from publications.models import PrerenderedParts
from tests.security.browsing import links

STARTS = ("/ar/", "/fr/", "/en/", "/robots.txt", "/sitemap.xml")
PRIVATE = ("/accounts/", "/staff/", "/members/", "/static/", "/health/")
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
ENTRY = re.compile(r"^/\w\w/(areas|themes)/([^/]+)/$")


def readable(response: Any) -> str:
    """Headers and text; of a PDF its text as a reader shows it, its metadata, and its bytes."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    if response.headers["Content-Type"] != "application/pdf":
        return f"{headers}\n{response.content.decode()}"
    pdf = pypdfium2.PdfDocument(response.content)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    reader = PdfReader(io.BytesIO(response.content))
    about = [str(reader.metadata), str(reader.xmp_metadata and reader.xmp_metadata.dc_description), str(reader.outline)]
    return "\n".join([headers, *texts, *about, response.content.decode("latin-1")])


def everything_public(*, entries: Collection[str]) -> dict[str, str]:
    """``{address: what it says}``, following every link from the starts; of themes and areas only ``entries``. And what workers wrote beforehand."""
    prerendered_parts.prerender_missing()
    client, waiting = Client(), list(STARTS)
    found = {
        f"prerendered parts of {row.edition_id} in {row.language}": row.parts for row in PrerenderedParts.objects.all()
    }
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(PRIVATE) or _is_other_entry(path, entries):
            continue
        response = client.get(path)
        found[path] = readable(response)
        if response.headers["Content-Type"].startswith(("text/html", "application/xml")):
            waiting += _targets(path, response.content.decode())
    return found


def _is_other_entry(path: str, entries: Collection[str]) -> bool:
    entry = ENTRY.match(path)
    return bool(entry) and entry[2] not in entries


def _targets(path: str, page: str) -> list[str]:
    """Addresses on this site, as paths; the numbered ones of documents are tried beside those that are linked."""
    ours = [urlsplit(urljoin(f"http://here{path}", link)) for link in [*links(page), *LOCATION.findall(page)]]
    paths = [
        each.path for each in ours if each.scheme == "http" and each.hostname in {"here", "127.0.0.1", "localhost"}
    ]
    guessed = []
    for each in paths:
        if document := re.match(r"^/\w\w/(meeting|report|demand|association|digest|concern)s/[^/]+/$", each):
            guessed += [f"{each}{document[1]}.json", f"{each}editions/1.json", f"{each}editions/2.json"]
            guessed += [f"{each}editions/", f"{each}editions/1/"] if document[1] == "concern" else []
            guessed += (
                [f"{each}{document[1]}.pdf", f"{each}editions/", f"{each}editions/1/"]
                if document[1] in {"report", "digest"}
                else []
            )
    return [*paths, *guessed]
