"""Fills the store with very many documents, directly in SQL, with the same hash chain as publishing."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterable
from functools import cache

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import Value
from django.utils import timezone

from benchmarks.repeating import repeat
from benchmarks.stage import FIRST_NUMBER, INVENTED
from core.text.arabic import analyse
from core.text.texts import LANGUAGES, Texts
from publications import found_by, reader
from publications.canonical import canonical_json, sha256
from publications.facets import OPEN_STATES, Trees
from publications.models import Document, Edition
from publications.schemas import AreaRef, DemandDocument, ReportDocument, ThemeRef
from publications.schemas.demand import DemandState, MentionEntry, Step, Totals
from reference.models import Area, PoliceUnit, Theme

SEED = 2018
BATCH = 2_000
DIFFERENT = 20_000
"""Demands with texts of their own."""
FIRST_DAY = dt.date(2018, 10, 18)
DAYS = 2_500
MEETINGS_A_YEAR = 50
STATES: tuple[str, ...] = DemandState.__args__  # type: ignore[attr-defined]
Body = DemandDocument | ReportDocument
LETTERS = "بتثجحخدرزسشصضطعغفقكلمنهوي"
PATTERNS = (
    "{0}{1}{2}",
    "{0}ا{1}{2}",
    "م{0}{1}و{2}",
    "ت{0}{1}ي{2}",
    "{0}{1}ا{2}ة",
    "است{0}{1}ا{2}",
    "م{0}ا{1}{2}ات",
    "ال{0}{1}{2}",
)
ROOTS = 900
COMMON = 20
"""Makes the first words of the vocabulary a little less frequent than Zipf's law alone would."""


class Author:
    """Generates demands from a list of words with a distribution as in a language: few frequent words, many rare ones."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        roots = [self.random.choices(LETTERS, k=3) for _ in range(ROOTS)]
        self.words = list(dict.fromkeys(pattern.format(*root) for pattern in PATTERNS for root in roots))
        self.random.shuffle(self.words)
        self.weights = list(itertools.accumulate(1 / (rank + COMMON) for rank in range(len(self.words))))
        # Without sensitive ones: somebody would have to answer for each (:mod:`publications.findings`).
        self.themes = [ThemeRef(key=theme.key, name=theme.name) for theme in Theme.objects.filter(care="")]
        self.areas = [AreaRef(key=area.key, name=area.name) for area in Area.objects.all()]
        self.units = ["", *PoliceUnit.objects.values_list("key", flat=True)]

    def text(self, fewest: int, most: int) -> Texts:
        count = self.random.randint(fewest, most)
        return Texts(ar=" ".join(self.random.choices(self.words, cum_weights=self.weights, k=count)))

    def demand(self, number: int) -> DemandDocument:
        day = FIRST_DAY + dt.timedelta(days=self.random.randrange(DAYS))
        state = self.random.choice(STATES)
        promised = day + dt.timedelta(days=30)
        answered = day + dt.timedelta(days=self.random.randrange(60)) if state != "registered" else None
        return DemandDocument(
            key=str(number),
            number=number,
            demonstration=True,
            title=self.text(5, 10),
            details=self.text(15, 40),
            state=state,
            since=day,
            registered_on=day,
            answered_on=answered,
            promise_on=promised if state in OPEN_STATES else None,
            owner_key=self.random.choice(self.units),
            themes=self.random.sample(self.themes, 2),
            areas=self.random.sample(self.areas, 1),
            mentions=[self._mention(day)],
            totals=Totals(mentions=1, associations=0, meetings=1, concerns=0, uncounted=False),
            steps=[Step(on=day, state=state, sentence=self.text(6, 14))],
        )

    def _mention(self, day: dt.date) -> MentionEntry:
        """In one of a few hundred meetings."""
        key = f"{INVENTED}{day.year}-{self.random.randrange(MEETINGS_A_YEAR)}"
        return MentionEntry(said_on=day, source_kind="meeting", source_key=key, source_title=self.text(3, 6), times=1)

    def question(self, title: str) -> str:
        """One to three words of ``title``."""
        return " ".join(self.random.sample(title.split(), self.random.randint(1, 3)))


def publish(author: Author, count: int, *, first: int = FIRST_NUMBER) -> None:
    """Store ``count`` demands with one edition each, then run VACUUM and ANALYZE, as autovacuum would.

    Those behind the first ``DIFFERENT`` repeat the texts of an earlier one.
    """
    patterns = range(FIRST_NUMBER, FIRST_NUMBER + DIFFERENT)
    _store(author.demand, range(first, min(first + count, patterns.stop)))
    repeat(patterns, range(max(first, patterns.stop), first + count))
    _settle()


def publish_reports(author: Author, like: ReportDocument, count: int) -> list[str]:
    """Store ``count`` reports as long as ``like``, each with demands of its own out of the crowd; returns their keys."""
    crowd = list(reader.documents("demand").filter(is_demonstration=True).values_list("key"))

    def report(number: int) -> ReportDocument:
        keys = author.random.sample(crowd, len(like.demands))
        asked = [point.model_copy(update={"demand_key": key}) for point, (key,) in zip(like.demands, keys, strict=True)]
        return like.model_copy(update={"key": f"{INVENTED}{number}", "demands": asked})

    _store(report, range(count))
    _settle()
    return [f"{INVENTED}{number}" for number in range(count)]


def keep_parts(kind: str, keys: Iterable[str]) -> None:
    """Write the parts of their Arabic pages, as a worker does after the publication."""
    from portal.public.prerendered_parts import prerender_page

    for edition in Edition.objects.filter(live_of__kind=kind, live_of__key__in=list(keys)).select_related("document"):
        prerender_page(edition, ("ar",))


def _store(body: Callable[[int], Body], numbers: range) -> None:
    with transaction.atomic():
        head = Edition.objects.order_by("-sequence").values_list("sequence", "sha256").first() or (0, "")
        for start in range(0, len(numbers), BATCH):
            head = _publish_batch([body(number) for number in numbers[start : start + BATCH]], head)


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) publications_document, publications_edition")
        # A batch leaves a dead row for each facet that it counts, which publications one by one use again.
        cursor.execute("VACUUM (FULL, ANALYZE) publications_facetcount")


def _publish_batch(bodies: list[Body], head: tuple[int, str]) -> tuple[int, str]:
    ids = zip(_fresh_ids(Document, len(bodies)), _fresh_ids(Edition, len(bodies)), strict=True)
    documents, editions = [], []
    for body, (document_id, edition_id) in zip(bodies, ids, strict=True):
        documents.append(_document(body, document_id, edition_id))
        editions.append(_edition(body, document_id, edition_id, head))
        head = (editions[-1].sequence, editions[-1].sha256)
    Document.objects.bulk_create(documents)
    Edition.objects.bulk_create(editions)
    return head


def _fresh_ids(model: type[Document] | type[Edition], count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor]


def _document(body: Body, pk: int, live: int) -> Document:
    document = Document(
        pk=pk,
        kind=body.kind,
        key=body.key,
        live_id=live,
        is_listed=True,
        listed_on=body.registered_on if isinstance(body, DemandDocument) else body.meeting.held_on,
        state=getattr(body, "state", ""),
        themes=body.theme_keys(),
        areas=body.area_keys(),
        shown_demands=body.demand_keys(),
        is_demonstration=body.demonstration,
        words=SearchVector(Value(_indexed(body)), config="simple"),
    )
    found_by.label(document, body.model_dump(mode="json"), _trees())
    return document


@cache
def _trees() -> Trees:
    """The lists do not change while documents are stored."""
    return found_by.live_trees()


def _indexed(body: Body) -> str:
    """The search terms as in publishing, cached by word, because only a few thousand words are used."""
    texts = (getattr(text, language) for text in body.searched_texts() for language in LANGUAGES)
    return " ".join(_stems(word) for text in texts for word in text.split())


@cache
def _stems(word: str) -> str:
    return " ".join(analyse(word))


def _edition(body: Body, document: int, pk: int, head: tuple[int, str]) -> Edition:
    sequence, previous = head[0] + 1, head[1]
    published_at = timezone.now()
    envelope = {
        "kind": body.kind,
        "key": body.key,
        "edition": 1,
        "sequence": sequence,
        "previous": previous,
        "published_at": published_at.astimezone(dt.UTC).isoformat(),
        "note": None,
        "withdrawn": False,
        "body": body.model_dump(mode="json"),
    }
    canonical = canonical_json(envelope)
    return Edition(
        pk=pk,
        document_id=document,
        number=1,
        sequence=sequence,
        published_at=published_at,
        canonical=canonical,
        sha256=sha256(canonical),
        previous_sha256=previous,
    )
