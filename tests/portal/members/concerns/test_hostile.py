"""Threats 12 and 16 for what an association types: shown as it was typed, or refused; nothing runs and nothing breaks."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.members.concerns.draft_session import COOKIE
from proposals.concerns import review, submission
from proposals.models import Concern
from tests import factories
from tests.portal.members.concerns.pen import MATTER, SUBJECT, Pen, photo
from tests.portal.staff.test_markup import assert_well_formed

pytestmark = pytest.mark.django_db
POLYGLOT = "\"'><script>alert(1)</script>{{7*7}}{% now 'Y' %}<img src=x onerror=alert(2)>\u202eabc"
VALUES = [
    "a\0b",
    str(10**30),
    "-1",
    "9" * 5000,
    "٣\u202e",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
]
ENDS = ("1/", "2/", "save/", "files/", "files/1/remove/", "warning/", "send/")


@pytest.fixture
def pen() -> Pen:
    made = Pen(raise_request_exception=False)
    made.begin()
    return made


def pages(pen: Pen, concern: Concern) -> list[Any]:
    own = f"/members/concerns/{concern.reference}/"
    paths = [
        "/members/concerns/",
        own,
        f"{own}receipt/",
        "/members/concerns/new/",
        f"/follow/{submission.follow_token(concern)}/",
    ]
    return [pen.client.get(path) for path in paths]


@pytest.mark.slow
def test_markup_is_shown_as_it_was_typed_on_every_page(pen: Pen) -> None:
    words = {"title": POLYGLOT, "text": POLYGLOT, "place": POLYGLOT, "suggestion": POLYGLOT}
    pen.type(1, **(SUBJECT | {"title": POLYGLOT}))
    pen.type(2, **(MATTER | words))
    pen.attach(photo(name='"><script>alert(3)</script>.jpg'))
    seen = [pen.open(step) for step in (1, 2, 3)]
    pen.send()
    concern = Concern.objects.get()
    review.move(concern, by=factories.staff("moderator"), move="ask", sentence=POLYGLOT)
    seen += pages(pen, concern)

    for page in seen:
        html = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    for page in (*seen[:3], seen[4]):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}{% now" in page.content.decode()


@pytest.mark.slow
def test_every_page_is_well_formed(pen: Pen) -> None:
    pen.attach(photo())
    pen.write(text="اتصلوا على 0612345678", themes=["violence_sexual"], areas="oualili")
    page = pen.open(3)
    wrong = [pen.type(1, title=""), pen.type(2, text="")]
    for number, each in enumerate((*wrong, page, pen.open(1), pen.open(2))):
        assert_well_formed(each.content.decode(), f"step {number}")
    pen.write()
    pen.send()
    for each in pages(pen, Concern.objects.get()):
        assert_well_formed(each.content.decode(), each.request["PATH_INFO"])
    other = Pen(pen.user)
    other.begin()
    other.forget_key()
    assert_well_formed(other.open(1).content.decode(), "elsewhere")


def test_markup_check_sees_a_fault() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse("<!DOCTYPE html><title>x</title><p id=a><div></p>")


@pytest.mark.slow
@pytest.mark.parametrize("value", VALUES)
def test_hostile_value_in_every_field_breaks_nothing(pen: Pen, value: str) -> None:
    names = {
        *SUBJECT,
        *MATTER,
        "step",
        "version",
        "tab",
        "number",
        "go",
        "upload",
        "field",
        "start",
        "mark",
        "draft",
        "association",
    }
    sent = dict.fromkeys(names, value)

    for end in ENDS:
        assert pen.client.post(pen.address(end), sent).status_code < 500, end
        assert pen.client.post(pen.address(end), sent | {"step": "1"}).status_code < 500, end
        assert pen.client.post(pen.address(end), sent, headers={"accept": "application/json"}).status_code < 500, end
    assert pen.client.post("/members/concerns/new/", sent).status_code < 500


@pytest.mark.parametrize("name", ["a\0b.jpg", "../../x.jpg", "x" * 400 + ".jpg", "\u202egpj.exe"])
def test_hostile_file_name_breaks_nothing(pen: Pen, name: str) -> None:
    answer = pen.attach(SimpleUploadedFile(name, photo().read()))

    assert answer.status_code < 500
    if answer.status_code == 201:
        assert not {"/", "\0", "\u202e"} & set(answer.json()["name"])
        assert len(answer.json()["name"]) <= 120


@pytest.mark.parametrize(
    "path",
    [
        f"/members/drafts/00000000-0000-0000-0000-000000000000/{10**30}/",
        "/members/drafts/x/1/",
        f"/members/concerns/2026-K7Q4M2/files/{10**30}/",
        "/members/concerns/" + "a" * 3000 + "/",
        "/follow/" + "a" * 3000 + "/",
        "/follow/%FF%FE/",
        f"/members/concerns/?page={'9' * 400}",
    ],
)
def test_impossible_address_breaks_nothing(pen: Pen, path: str) -> None:
    assert pen.client.get(path).status_code in {200, 404}


@pytest.mark.parametrize("cookie", ["a\\000b", "x" * 4000, "=;", "\xff"])
def test_hostile_key_breaks_nothing(pen: Pen, cookie: str) -> None:
    client = Client(raise_request_exception=False)
    session = pen.client.cookies["sessionid"].value

    answer = client.get(pen.address("1/"), headers={"cookie": f"sessionid={session}; {COOKIE}={cookie}"})

    assert answer.status_code in {302, 400, 410}
