"""Finding 11, PDF: what runs, embeds or loads something is refused, however it is hidden; everything else is written anew."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from core.files import Refused, limited, limits, pdf as pdf_files
from core.files.kinds import Clean
from tests.core.files.given import A_PDF, archive, examined, pdf

pytestmark = pytest.mark.usefixtures("in_english")
JAVASCRIPT = {"S": Name.JavaScript, "JS": String("app.alert(1)")}


def opened(clean: Clean) -> Pdf:
    return pikepdf.open(io.BytesIO(clean.content))


def annotated(made: Pdf, **entries: object) -> None:
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **entries)])


def on_opening(made: Pdf) -> None:
    made.Root.OpenAction = Dictionary(**JAVASCRIPT)


def on_opening_elsewhere(made: Pdf) -> None:
    """Each part an object of its own."""
    action = Dictionary(S=made.make_indirect(Name.JavaScript), JS=made.make_indirect(Stream(made, b"app.alert(1)")))
    made.Root.OpenAction = made.make_indirect(action)


def on_closing(made: Pdf) -> None:
    made.pages[0].AA = Dictionary(C=Dictionary(S=Name.Named, N=Name.Print))


def scripts_by_name(made: Pdf) -> None:
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), Dictionary(**JAVASCRIPT)])))


def launching(made: Pdf) -> None:
    annotated(made, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe")))


def after_a_harmless_step(made: Pdf) -> None:
    following = Array([Dictionary(S=Name.Launch, F=String("cmd.exe"))])
    annotated(made, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org"), Next=following))


def attached(made: Pdf) -> None:
    made.attachments["setup.exe"] = b"MZ"


def attached_to_a_page(made: Pdf) -> None:
    inside = Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary(F=Stream(made, b"MZ")))
    annotated(made, Subtype=Name.FileAttachment, FS=inside)


def form_of_adobe(made: Pdf) -> None:
    made.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(made, b"<xdp/>"))


def film(made: Pdf) -> None:
    annotated(made, Subtype=Name.RichMedia, RichMediaContent=Dictionary())


def other_file(made: Pdf) -> None:
    annotated(made, Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String(r"\\server\share\a.pdf"), D=String("x")))


def content_elsewhere(made: Pdf) -> None:
    made.pages[0].Contents = Stream(made, b"", F=String(r"\\server\share\a"))


def sending_a_form(made: Pdf) -> None:
    annotated(made, Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F=String("https://example.org")))


def link_to_a_share(made: Pdf) -> None:
    annotated(made, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("file://server/share/a.exe")))


ACTIVE = [
    on_opening, on_opening_elsewhere, on_closing, scripts_by_name, launching, after_a_harmless_step, attached,
    attached_to_a_page, form_of_adobe, film, other_file, content_elsewhere, sending_a_form, link_to_a_share,
]  # fmt: skip


@pytest.mark.parametrize("change", ACTIVE, ids=lambda change: change.__name__)
@pytest.mark.parametrize("streams", [ObjectStreamMode.disable, ObjectStreamMode.generate], ids=["plain", "packed"])
def test_active_pdf_is_refused(change: Callable[[Pdf], None], streams: ObjectStreamMode):
    given = pdf(change, object_stream_mode=streams, compress_streams=True)

    with pytest.raises(Refused, match="starts or loads"):
        examined(given)


def escaped(given: bytes, name: bytes) -> bytes:
    """``name`` with every letter as a hexadecimal number; offsets no longer fit, which readers repair."""
    return given.replace(b"/" + name, b"/" + b"".join(b"#%02x" % letter for letter in name))


@pytest.mark.parametrize(
    ("change", "names"),
    [(on_opening, [b"JavaScript", b"JS"]), (on_opening, [b"JavaScript", b"JS", b"S", b"OpenAction"]), (launching, [b"Launch"])],
)  # fmt: skip
def test_name_written_in_hexadecimal_does_not_hide_it(change, names):
    given = pdf(change)
    for name in names:
        given = escaped(given, name)
    assert b"/" + names[0] not in given

    with pytest.raises(Refused, match="starts or loads"):
        examined(given)


def test_file_encrypted_without_a_password_does_not_hide_it():
    with pytest.raises(Refused, match="starts or loads"):
        examined(pdf(on_opening, encryption=pikepdf.Encryption(owner="a", user="")))


def appended(given: bytes) -> bytes:
    """A second version, appended as an editor saves: the catalogue is replaced by one that runs a script."""
    number = int(re.search(rb"/Root (\d+) 0 R", given)[1])
    pages = re.search(rb"/Pages (\d+) 0 R", given)[1]
    start, old = len(given), int(re.search(rb"startxref\s+(\d+)", given)[1])
    changed = b"%d 0 obj\n<< /Type /Catalog /Pages %s 0 R /OpenAction << /S /JavaScript /JS (x) >> >>\nendobj\n"
    body = changed % (number, pages)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 9 /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return given + body + table % (number, start, number, old, start + len(body))


def test_script_of_a_later_version_is_found():
    with pytest.raises(Refused, match="starts or loads"):
        examined(appended(A_PDF))


def harmless(made: Pdf) -> None:
    """What a word processor writes: where to begin, links, outlines, a form to fill in."""
    made.Root.OpenAction = Array([made.pages[0].obj, Name.XYZ, None, None, 0])
    links = [
        Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org/a?b=c"))),
        Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("mailto:a@example.org"))),
        Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("www.example.org"))),
        Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]))),
    ]
    made.pages[0].Annots = Array(links)
    made.pages[0].Contents = Stream(made, b"BT (/JavaScript /Launch) Tj ET")
    made.Root.AcroForm = Dictionary(Fields=Array())
    made.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


def test_harmless_pdf_is_taken_with_its_pages_and_links():
    clean = examined(pdf(harmless, pages=3))

    assert clean[:3] == ("document", "application/pdf", "pdf")
    with opened(clean) as kept:
        assert len(kept.pages) == 3
        assert len(kept.pages[0].Annots) == 4
        assert b"/JavaScript /Launch" in kept.pages[0].Contents.read_bytes()


@pytest.mark.parametrize(
    "given",
    [
        b"\r\n" + A_PDF, b"\xef\xbb\xbf" + A_PDF, b"\xef\xbb\xbf\r\n\r\n" + A_PDF, A_PDF + b"\0" * 4096, b"\n \t" + A_PDF + b"\r\n\0\0",
    ],
    ids=["line break", "mark of order", "both", "zeros behind", "blanks around"],
)  # fmt: skip
def test_pdf_with_blanks_around_it_is_taken_without_them(given):
    kept = examined(given).content

    assert kept.startswith(b"%PDF-")
    assert kept.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (b"x" + A_PDF, "not accepted"),
        (b"GIF89a" + A_PDF, "not accepted"),
        (A_PDF.replace(b"%%EOF", b""), "not complete"),
        (A_PDF + b"x" * 4096, "not complete"),
        (b"%PDF-1.7 <HTML><script>alert(1)</script>\n%%EOF", "something else"),
        (b"%PDF-1.7 <svg onload=alert(1)>\n%%EOF", "something else"),
        (A_PDF + archive({"a": b"b"}) + b"%%EOF", "something else"),
        (b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n", "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "password"),
        (pdf(pages=0), "damaged"),
    ],
)
def test_false_pdf_is_refused(given, why):
    with pytest.raises(Refused, match=why):
        examined(given)


def signed_by_its_writer(made: Pdf) -> None:
    made.docinfo[Name.Author] = "canary-author"
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = ["canary-author"]


def test_names_of_writers_and_hidden_bytes_are_gone():
    given = pdf(signed_by_its_writer)
    marked = given.replace(b"%%EOF", b"% canary-comment\n%%EOF")
    assert b"canary-author" in marked

    kept = examined(marked).content

    assert b"canary" not in kept


def remarked_by_somebody(made: Pdf) -> None:
    page = made.pages[0].obj
    page.PieceInfo = Dictionary(Editor=Dictionary(Private="canary-private"))
    page.Metadata = made.make_stream(b"<dc:creator>canary-metadata</dc:creator>")
    remark = {"T": "canary-writer", "Contents": "the remark"}
    direct = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], **remark)
    own = made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Highlight, Rect=[0, 0, 9, 9], **remark))
    made.pages[0].Annots = Array([direct, own])


def test_names_of_who_wrote_a_page_or_a_remark_are_gone_and_the_remark_stays():
    kept = examined(pdf(remarked_by_somebody))

    with opened(kept) as made:
        assert [str(each.Contents) for each in made.pages[0].Annots] == ["the remark"] * 2
        assert not any("/T" in each for each in made.pages[0].Annots)
        assert not {"/PieceInfo", "/Metadata"} & set(made.pages[0].obj.keys())
    assert b"canary" not in kept.content


@pytest.mark.slow
def test_pdf_with_too_many_objects_is_refused():
    def crowded(made: Pdf) -> None:
        made.Root.Extra = Array([made.make_indirect(Dictionary(A=number)) for number in range(60_001)])

    with pytest.raises(Refused, match="too complicated"):
        examined(pdf(crowded, object_stream_mode=ObjectStreamMode.generate, compress_streams=True))


def bomb() -> bytes:
    """An object stream that unpacks to a hundred times the limit of the process that reads it."""
    size = limited.MEMORY * 3
    packer = zlib.compressobj(9)
    packed = packer.compress(b"9 0 ") + b"".join(packer.compress(b" " * limits.MIB) for _ in range(size // limits.MIB))
    packed += packer.flush()
    head = b"%%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(
        packed
    )
    body = head + packed + b"\nendstream\nendobj\n"
    rows = b"\x01\x00\x00\x09\x00" + b"\x02\x00\x00\x01\x00"
    table = b"2 0 obj\n<< /Type /XRef /Size 10 /Index [1 1 9 1] /W [1 3 1] /Root 9 0 R /Length 10 >>\nstream\n"
    return body + table + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


@pytest.mark.slow
def test_object_stream_that_unpacks_to_more_than_the_memory_is_refused():
    with pytest.raises(Refused):
        examined(bomb())


@pytest.mark.slow
def test_reader_that_hangs_is_stopped(monkeypatch, tmp_path):
    script = tmp_path / "hangs.py"
    script.write_text("while True: pass")
    monkeypatch.setattr(pdf_files, "READER", script)
    monkeypatch.setitem(limited.run.__kwdefaults__, "seconds", 1)

    with pytest.raises(Refused, match="too complicated"):
        examined(A_PDF)
