"""What answers a demand besides the answer itself: what the cell and civil society do together and tie to it."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from publications import reader
from publications.models import Document

LABELS: Final[dict[str, str | Promise]] = {"programme": _("Awareness programme")}
"""By kind of the documents that have the facet ``demand:KEY``. A feature that answers demands adds its kind."""
MOST: Final = 10


class Answering(NamedTuple):
    body: Any
    label: str | Promise
    url: str
    sha256: str


def answered_by(key: str) -> list[Answering]:
    """The newest documents that answer the demand ``key``. One query, and one for editions that this process does not know."""
    rows = Document.objects.using(settings.PUBLIC_DATABASE).under(f"demand:{key}").filter(is_listed=True)
    found = reader.first_of(rows.filter(kind__in=list(LABELS)).order_by("-listed_on", "-id"), MOST)
    return [
        Answering(body, LABELS[body.kind], reverse(f"public:{body.kind}", args=[body.key]), row.live.sha256)
        for row in found
        for body in (row.live.body,)
    ]
