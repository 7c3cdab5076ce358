"""Active content in the XML of Office and OpenDocument files: anything that runs or is loaded from elsewhere when the file is opened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from core.files import Refused
from core.files.limits import XML_UNPACKED

# Office Open XML: with relationships of these types Office runs, embeds or loads something.
ACTIVE_RELATIONS = re.compile(
    r"/(oleObject|package|control|activeX\w*|vbaProject\w*|xlMacrosheet|xlIntlMacrosheet|aFChunk|subDocument|frame"
    r"|attachedTemplate|externalLink\w*|connections|queryTable|extensibility)$",
    re.IGNORECASE,
)
HYPERLINK = "/hyperlink"
# Fields that fetch or start something when they are updated. QUOTE with character codes can spell any other.
ACTIVE_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|LINK|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE)\b|\bQUOTE\s+\d", re.IGNORECASE
)
ACTIVE_CLICKS = re.compile(r"ppaction://(program|macro|ole|media)", re.IGNORECASE)
# OpenDocument: local names of elements that run or load something.
ACTIVE_ELEMENTS = {
    "object-ole", "plugin", "applet", "floating-frame", "event-listener", "script", "dde-source", "dde-connection",
    "dde-connection-decl", "dde-link", "cell-range-source", "database-row-select", "form-control-frame", "section-source",
}  # fmt: skip
LINKS = {"a"}
SAFE_SCHEMES = {"http", "https", "mailto", "tel"}
SCHEME = re.compile(r"^\s*([A-Za-z][A-Za-z0-9+.-]*):")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")
UTF_8 = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
BOM = b"\xef\xbb\xbf"
XML_NAMES = (".xml", ".rels")
TYPES = "[Content_Types].xml"
WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Element(NamedTuple):
    """An element's name and attributes, without namespace prefixes."""

    name: str
    attributes: dict[str, str]


def check(archive: zipfile.ZipFile, *, has_cells: bool = False) -> None:
    """Parse every XML part. Raises :class:`core.files.Refused`; ``ValueError`` for a part that is not plain XML in UTF-8.

    ``has_cells``: an Excel file. Its worksheets are not parsed: they are large, and active content in them needs another part.
    """
    parts = [each for each in archive.infolist() if each.filename.lower().endswith(XML_NAMES)]
    cells = _worksheets(archive)
    parts = [each for each in parts if not has_cells or each.filename not in cells]
    if sum(each.file_size for each in parts) > XML_UNPACKED:
        raise Refused(_("This document unpacks to much more than it seems. Save it as PDF."))
    is_open_document = archive.namelist()[:1] == ["mimetype"]
    for part in parts:
        elements, fields = _parsed(archive.read(part))
        if part.filename.lower().endswith(".rels"):
            _check_relations(elements)
        elif is_open_document:
            _check_open_document(elements)
        else:
            _check_fields(elements, fields)


def _worksheets(archive: zipfile.ZipFile) -> set[str]:
    """Parts that are declared as worksheets and as nothing else. The name of a part does not determine its type.

    Raises ``ValueError`` if XML is declared under another file extension: Office would read the part, this module would not.
    """
    if TYPES not in archive.namelist():
        return set()
    elements, _fields = _parsed(archive.read(TYPES))
    declared: dict[str, set[str]] = {}
    for each in elements:
        kind, part = each.attributes.get("ContentType", "").strip().lower(), each.attributes.get("PartName", "")
        name = part or f".{each.attributes.get('Extension', '')}"
        if kind.endswith("xml") and not kind.startswith("image/") and not name.lower().endswith(XML_NAMES):
            raise ValueError(name)
        declared.setdefault(part.removeprefix("/"), set()).add(kind)
    return {name for name, kinds in declared.items() if kinds == {WORKSHEET}}


def _parsed(content: bytes) -> tuple[list[Element], str]:
    """The elements to check, and the text of all fields joined, as Word joins a field that is split into several runs."""
    _check_encoding(content)
    found: list[Element] = []
    fields: list[str] = []
    inside = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        inside[0] = local == "instrText"
        if attributes or local in ACTIVE_ELEMENTS or local == "encryption-data":
            found.append(Element(local, {key.rpartition(":")[2]: value for key, value in attributes.items()}))

    def text(written: str) -> None:
        if inside[0]:
            fields.append(written)

    def end(_name: str) -> None:
        inside[0] = False

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return found, "".join(fields)


def _check_encoding(content: bytes) -> None:
    """Other encodings are legal, but no Office program writes them, and two parsers may decode them differently."""
    declared = ENCODING.match(content.removeprefix(BOM))
    if b"\0" in content[:200] or (declared and declared[1].lower() not in UTF_8):
        raise ValueError("encoding")


def _refuse_doctype(*_declaration: object) -> NoReturn:
    """No document needs its own entities; attackers use them to hide content or to multiply it ("billion laughs")."""
    raise ValueError("doctype")


def _check_relations(elements: Iterable[Element]) -> None:
    for each in elements:
        if each.name != "Relationship":
            continue
        kind, target = each.attributes.get("Type", ""), each.attributes.get("Target", "")
        if ACTIVE_RELATIONS.search(kind):
            raise active()
        if each.attributes.get("TargetMode", "").lower() == "external" and not (
            kind.endswith(HYPERLINK) and is_safe_link(target)
        ):
            raise active()


def _check_fields(elements: Iterable[Element], fields: str) -> None:
    simple = (each.attributes.get("instr", "") for each in elements if each.name == "fldSimple")
    if any(ACTIVE_FIELDS.search(text) for text in (fields, *simple)):
        raise active()
    if any(ACTIVE_CLICKS.search(value) for each in elements for value in each.attributes.values()):
        raise active()
    if any(each.name in {"ddeLink", "oleLink", "OLEObject", "control"} for each in elements):
        raise active()


def _check_open_document(elements: Iterable[Element]) -> None:
    for each in elements:
        if each.name == "encryption-data":
            raise Refused(_("This document has a password. Save it without one."))
        if each.name in ACTIVE_ELEMENTS:
            raise active()
        if "href" in each.attributes and not _is_safe_reference(each):
            raise active()


def _is_safe_reference(element: Element) -> bool:
    """A link may have an external target; a picture or object must be inside the file (a template may be a plain file name)."""
    target = element.attributes["href"]
    if element.name in LINKS:
        return is_safe_link(target)
    if element.name == "template":
        target = target.removeprefix("file:///")
    elif target.startswith(("..", "/")):
        return False
    return not SCHEME.match(target) and not target.startswith(("\\\\", "//"))


def is_safe_link(target: str) -> bool:
    """A target that is opened only by a click: a web page, mail address, telephone number or place in the document."""
    scheme = SCHEME.match(target)
    if scheme:
        return scheme[1].lower() in SAFE_SCHEMES
    return not target.strip().startswith(("\\", "//"))


def active() -> Refused:
    return Refused(
        _(
            "This document contains something that starts or loads other things when it is opened (a macro, an embedded object, a template or a link to another file). Save it as PDF."
        )
    )


def active_names(names: Iterable[str]) -> Iterator[str]:
    """Entries that are active because of their path, whatever type the document declares for them."""
    for name in names:
        if re.search(r"(^|/)(embeddings|activeX|externalLinks|customUI)/", name, re.IGNORECASE):
            yield name
