"""Published reference lists, which public pages read. Each is a published document, approved by a second person like all others."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.text.texts import Texts
from publications import name_authors, store
from publications.models import Document, Edition
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import ReferenceDocument, ReferenceEntry
from reference.models import Area, Entry, Helpline, Institution, PoliceUnit, Theme

KIND = ReferenceDocument.kind
LISTS: dict[str, type[Entry]] = {
    "theme": Theme, "area": Area, "unit": PoliceUnit, "institution": Institution, "helpline": Helpline,
}  # fmt: skip
CHANGED = Texts(ar="غُيرت اللائحة.", fr="La liste a changé.", en="The list changed.")
TITLES = {
    "theme": Texts(ar="المواضيع", fr="Thèmes", en="Themes"),
    "area": Texts(ar="المجالات الترابية", fr="Territoires", en="Areas"),
    "unit": Texts(ar="المصالح الأمنية", fr="Services de police", en="Police units"),
    "institution": Texts(ar="المؤسسات", fr="Institutions", en="Institutions"),
    "helpline": Texts(ar="أرقام النجدة والمساعدة", fr="Numéros d’urgence et d’aide", en="Helplines"),
}


def compose(kind: str) -> ReferenceDocument:
    """The document of the current entries. One query."""
    rows = list(LISTS[kind].objects.order_by("position", "key"))
    keys = {row.pk: row.key for row in rows}
    return ReferenceDocument(key=kind, title=TITLES[kind], entries=[_entry(row, keys) for row in rows])


def _entry(row: Any, keys: dict[int, str]) -> ReferenceEntry:
    same = ["key", "name", "is_retired", "position"]
    facts: dict[str, Any] = {}
    if isinstance(row, Area):
        same += ["population", "population_year"]
        facts["area_kind"] = row.kind
    if isinstance(row, Theme):
        same += ["is_sensitive"]
    if isinstance(row, Helpline):
        same += ["number", "url", "note", "in_masthead"]
    parent = keys.get(getattr(row, "parent_id", None) or 0, "")
    return ReferenceEntry(**{name: getattr(row, name) for name in same}, parent=parent, **facts)


def live_editions() -> dict[str, Edition]:
    """The live edition of each list, by kind. One query."""
    documents = Document.objects.filter(kind=KIND).select_related("live").order_by("key")
    return {document.key: document.live for document in documents if document.live}


def live_edition(kind: str) -> Edition | None:
    return live_editions().get(kind)


def live(kind: str) -> ReferenceDocument | None:
    """The published list."""
    edition = live_edition(kind)
    body = edition.body if edition else None
    return body if isinstance(body, ReferenceDocument) else None


def pending_list(kind: str) -> PendingPublication:
    """The list ``kind`` as the office has it. Its authors are those who changed an entry since it was last public."""
    document = compose(kind)
    return prepare(
        [PendingDocument.edition(document, note=CHANGED)],
        writers=writers(kind, document),
        is_installed=True,
        refusal=_("You changed entries of this list: somebody else has to approve it."),
    )


def writers(kind: str, office: ReferenceDocument) -> set[int]:
    """Ids of users who changed an entry since it was published. Entries loaded by a command have no author."""
    edition = live_edition(kind)
    public = live(kind)
    known = {entry.key: entry for entry in public.entries} if public else {}
    changed = [entry.key for entry in office.entries if known.get(entry.key) != entry]
    rows = LISTS[kind].objects.filter(key__in=changed)
    return name_authors.writers_of_rows(rows, since=edition.published_at if edition else None)


def approved_names() -> list[Texts]:
    """The published names of all entries. One query."""
    return list(names_by_row().values())


def names_by_row() -> dict[tuple[str, str], Texts]:
    """The same, by model label and entry key."""
    bodies = {kind: edition.body for kind, edition in live_editions().items()}
    return {
        (LISTS[kind]._meta.label, entry.key): entry.name
        for kind, body in bodies.items()
        if isinstance(body, ReferenceDocument)
        for entry in body.entries
    }


def install() -> None:
    """Publish the initial lists that were never published. Can be repeated."""
    for kind in LISTS:
        store.install(compose(kind), listed_on=today())
