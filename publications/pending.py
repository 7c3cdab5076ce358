"""What an approval publishes: composed once, read by the reviewer, hashed, and handed to :func:`publications.store.publish`.

A feature has one function ``pending_…`` that composes it. The page of the approval is rendered from it, and its form carries the
fingerprint (ADR 27).
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.text.texts import Texts
from publications.canonical import canonical_json, sha256
from publications.findings import Finding, answers_to, in_documents, without_repeats
from publications.models import AnsweredFinding, Document, Edition
from publications.name_authors import Names, own_name_sentence
from publications.schemas import Document as Body

LARGEST_UNPACKED = 4 * 1024 * 1024


@dataclass(frozen=True)
class PendingDocument:
    """The next edition of one document; without ``body`` a tombstone, which withdraws the document.

    ``note``: what changes, for the public; of a tombstone, why. A first edition has none. ``listed_on``: the date that lists sort by,
    ``None`` for the day of publishing. ``closes_earlier``: earlier editions hold something that is withdrawn, and are not served any more;
    ``closes_unchanged``: even where the live edition says nothing of it, so that the next one reads the same.
    ``is_listed``: lists and searches show it. ``replaces``: the live edition when this was composed; :func:`prepare` finds it.
    """

    kind: str
    key: str
    body: Body | None
    note: Texts | None = None
    listed_on: dt.date | None = None
    state: str = ""
    closes_earlier: bool = False
    closes_unchanged: bool = False
    is_listed: bool = True
    replaces: Edition | None = field(default=None, repr=False, compare=False)

    @classmethod
    def edition(cls, body: Body, **facts: Any) -> PendingDocument:
        """Validates ``body`` once more: ``model_copy`` checks nothing."""
        return cls(body.kind, body.key, type(body).model_validate(body.model_dump()), **facts)

    @classmethod
    def tombstone(cls, kind: str, key: str, *, sentence: Texts) -> PendingDocument:
        return cls(kind, key, None, note=sentence, closes_earlier=True)

    @cached_property
    def content(self) -> dict[str, Any] | None:
        return self.body.model_dump(mode="json") if self.body else None

    @property
    def follows(self) -> int:
        """Number of the edition that this one replaces, 0 for the first."""
        return self.replaces.number if self.replaces else 0

    @property
    def public(self) -> Body | None:
        """What the public reads now."""
        return self.replaces.body if self.replaces and not self.replaces.is_tombstone else None

    @property
    def is_unchanged(self) -> bool:
        """It reads the same as the live edition, or withdraws what is withdrawn; and it closes no edition that is still served."""
        same = self.replaces is not None and self.replaces.envelope["body"] == self.content
        return same and not self._closes_served

    @property
    def _closes_served(self) -> bool:
        """It closes earlier editions that are still served, though the live one says nothing of what is withdrawn."""
        if self.replaces is None or not self.closes_unchanged:
            return False
        return self.replaces.document.closed_until < self.replaces.number - 1

    @property
    def facts(self) -> dict[str, Any]:
        """All that the fingerprint of the publication is derived from."""
        return {
            "follows": self.follows,
            "note": self.note.model_dump() if self.note else None,
            "listed_on": self.listed_on.isoformat() if self.listed_on else None,
            "state": self.state,
            "closes_earlier": self.closes_earlier,
            "is_listed": self.is_listed,
            "body": self.content,
        }


@dataclass(frozen=True)
class PendingPublication:
    """Documents that one approval publishes in this order; the first is the one that the approval is about.

    ``writers``: ids of the users who wrote in them. ``renamers``: of those who changed a name that they show, with these names (ADR 23).
    Both are authors, and none of them may approve. ``is_installed``: it may have no authors, because the words come with the portal.
    ``refusal``: what a writer is told who approves.
    """

    documents: tuple[PendingDocument, ...]
    writers: frozenset[int]
    renamers: Names = field(default_factory=dict)
    is_installed: bool = False
    refusal: str | Promise = _("The author of a text cannot approve it.")

    @property
    def main(self) -> PendingDocument:
        return self.documents[0]

    @property
    def authors(self) -> frozenset[int]:
        return self.writers | self.renamers.keys()

    def of_kind(self, kind: str) -> Iterator[PendingDocument]:
        return (document for document in self.documents if document.kind == kind)

    def refusal_of(self, user: int) -> str | Promise:
        """Why this user may not approve it; empty for whoever is no author."""
        if user in self.renamers:
            return own_name_sentence(self.renamers[user])
        return self.refusal if user in self.writers else ""

    @cached_property
    def findings(self) -> list[Finding]:
        """What the gate finds in words that are not public yet."""
        return in_documents(self.documents)

    @cached_property
    def answers(self) -> dict[str, AnsweredFinding]:
        """The newest answer to each of the findings, by its mark. A query only where there are findings."""
        return answers_to(self.main, self.findings) if self.findings else {}

    @property
    def open_findings(self) -> list[Finding]:
        return without_repeats(each for each in self.findings if each.mark not in self.answers)

    @cached_property
    def canonical(self) -> str:
        """With the answers to findings, where there are any: who approves has read them, too (ADR 42)."""
        documents = {f"{document.kind}/{document.key}": document.facts for document in self.documents}
        answers = {mark: [row.by_id, row.reason, row.sentence] for mark, row in self.answers.items()}
        said: dict[str, Any] = {"authors": sorted(self.authors), "documents": documents}
        return canonical_json(said | ({"answers": answers} if answers else {}))

    @cached_property
    def fingerprint(self) -> str:
        return sha256(self.canonical)

    @property
    def packed(self) -> str:
        """The canonical text for a hidden field, so that a refused approval can show what changed since it was read."""
        return base64.b64encode(zlib.compress(self.canonical.encode())).decode()

    def carried(self) -> dict[str, str]:
        """What the form of the approval carries."""
        return {"seen": self.fingerprint, "read": self.packed}


def unpacked(read: str, seen: str) -> Any:
    """What somebody has read, from the form: JSON; ``None`` for a text that does not give the fingerprint ``seen``."""
    try:
        text = zlib.decompressobj().decompress(base64.b64decode(read, validate=True), LARGEST_UNPACKED).decode()
        return json.loads(text) if sha256(text) == seen else None
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None


def prepare(
    documents: Sequence[PendingDocument], *, writers: Iterable[int], renamers: Names | None = None, **rules: Any
) -> PendingPublication:
    """Look up what the documents replace. After the first, documents that would change nothing are left out. One query.

    ``rules``: ``is_installed`` and ``refusal`` of :class:`PendingPublication`.
    """
    live = _live(documents)
    found = [replace(document, replaces=live.get((document.kind, document.key))) for document in documents]
    found = [each if each.replaces or not each.body else replace(each, note=None) for each in found]
    kept = (each for place, each in enumerate(found) if place == 0 or not each.is_unchanged)
    return PendingPublication(tuple(kept), frozenset(writers), renamers or {}, **rules)


def _live(documents: Collection[PendingDocument]) -> dict[tuple[str, str], Edition]:
    kinds, keys = {each.kind for each in documents}, {each.key for each in documents}
    rows = Document.objects.filter(kind__in=kinds, key__in=keys).select_related("live")
    return {(row.kind, row.key): row.live for row in rows if row.live}
