"""A failed request gets its posted values back, in a form that sends them again (finding 6)."""

from __future__ import annotations

import json
import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from portal.common import errors
from tests.factories import announced
from tests.portal import away
from tests.portal.members.concerns.pen import SUBJECT, Pen
from tests.portal.staff.concerns.test_entry import typed as paper
from tests.portal.staff.desk import signed_in
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
TEXT = "سطر أول <script>alert(1)</script>\r\nوسطر ثان طويل بما يكفي"
NEW_MEETING = "/staff/meetings/new/"


def patient(client: Client) -> Client:
    """Gets the answer to an error, as a browser does, instead of the error."""
    client.raise_request_exception = False
    return client


def hidden(answer: Any) -> dict[str, list[str]]:
    """The fields of the form that posts again, as a browser would send them."""
    found: dict[str, list[str]] = {}
    form = re.search(r'<form method="post".*?</form>', answer.content.decode(), re.DOTALL)
    assert form, "there is no form"
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0]):
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


def action(answer: Any) -> str:
    return unescape(re.search(r'<form method="post" action="([^"]*)"', answer.content.decode())[1])


def staff(user: Any) -> tuple[Client, str, dict[str, Any]]:
    return signed_in(user), NEW_MEETING, {"title_ar": TEXT, "areas": ["1", "2"]}


def members(_user: Any) -> tuple[Client, str, dict[str, Any]]:
    pen = Pen()
    draft = pen.begin()
    return pen.client, f"/members/drafts/{draft.pk}/1/", SUBJECT | {"title": TEXT, "areas": ["1", "2"]}


def accounts(_user: Any) -> tuple[Client, str, dict[str, Any]]:
    return Client(), "/accounts/login/", {"login": TEXT, "areas": ["1", "2"]}


def strangers(_user: Any) -> tuple[Client, str, dict[str, Any]]:
    meeting = announced(takes_registrations=True)
    return Client(), f"/register/{meeting.key}/?lang=fr", {"organisation": TEXT, "areas": ["1", "2"]}


@pytest.mark.parametrize("portal", [staff, members, accounts, strangers])
def test_post_with_the_database_away_gives_the_whole_form_back(portal: Any, recorder: Any) -> None:
    client, path, typed = portal(recorder)

    with away.database_away():
        answer = patient(client).post(path, typed)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "no-store" in answer.headers["Cache-Control"]
    assert action(answer) == path
    assert hidden(answer) == {name: values if isinstance(values, list) else [values] for name, values in typed.items()}
    shown = re.findall(r'<pre dir="auto">(.*?)</pre>', answer.content.decode(), re.DOTALL)
    assert TEXT in map(unescape, shown), "a person can read and copy it"
    assert "<script>alert" not in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("kind", away.STATES)
def test_every_way_in_which_a_database_cannot_store_is_503(kind: str, recorder: Any) -> None:
    client = patient(signed_in(recorder))

    with away.database_away(kind):
        answer = client.post(NEW_MEETING, {"title_ar": TEXT})

    assert answer.status_code == 503
    assert hidden(answer)["title_ar"] == [TEXT]


def test_form_that_was_given_back_is_stored_when_it_is_sent_again() -> None:
    pen = Pen(enforce_csrf_checks=True)
    page = pen.client.get("/members/concerns/new/")
    draft = pen.client.post("/members/concerns/new/", fields(page)).url
    sent = (
        fields(pen.client.get(draft)) | SUBJECT | {"title": TEXT.replace("<script>alert(1)</script>", ""), "go": "on"}
    )
    with away.database_away():
        answer = patient(pen.client).post(draft, sent)

    again = pen.client.post(action(answer), hidden(answer))

    assert again.status_code == 302
    assert "وسطر ثان" in pen.client.get(draft).content.decode()


def test_disk_that_is_full_while_writing_only_gives_the_form_back(recorder: Any) -> None:
    client = patient(signed_in(recorder))

    typed = paper(text=TEXT)
    with away.database_away("disk full", only="INSERT"):
        answer = client.post("/staff/concerns/new/", typed)

    assert answer.status_code == 503
    assert hidden(answer)["text"] == [TEXT]


def test_password_code_and_token_are_not_given_back() -> None:
    client = patient(Client(enforce_csrf_checks=True))
    client.get("/accounts/login/")
    token = client.cookies["csrftoken"].value
    typed = {"login": "a@example.org", "password": "canary-password", "code": "123456", "csrfmiddlewaretoken": token}

    with away.database_away():
        answer = client.post("/accounts/login/?language=en", typed)

    body = answer.content.decode()
    assert set(hidden(answer)) == {"login", "csrfmiddlewaretoken"}
    assert "canary-password" not in body
    assert "123456" not in body
    assert "the next page asks for it again" in body


def test_files_are_left_out_and_the_page_says_so(recorder: Any) -> None:
    client = patient(signed_in(recorder))
    photo = SimpleUploadedFile("canary-name.jpg", b"canary-bytes" * 1000, "image/jpeg")

    with away.database_away():
        answer = client.post("/staff/concerns/new/?language=en", {"text": TEXT, "files": photo})

    assert hidden(answer) == {"text": [TEXT]}
    assert "canary" not in answer.content.decode()
    assert "choose them again" in answer.content.decode()


def test_page_of_another_site_gets_no_text_into_ours(recorder: Any) -> None:
    client = patient(signed_in(recorder))

    with away.database_away():
        answer = client.post(NEW_MEETING, {"title_ar": TEXT}, headers={"origin": "https://other.example"})

    assert answer.status_code == 503
    assert "<form" not in answer.content.decode()
    assert "سطر أول" not in answer.content.decode()


@pytest.mark.parametrize(("accept", "language"), [("fr-FR,ar;q=0.5", "fr"), ("de", "ar"), ("", "ar")])
def test_page_speaks_the_language_of_the_browser_when_the_account_cannot_be_asked(
    accept: str, language: str, recorder: Any
) -> None:
    client = patient(signed_in(recorder))

    with away.database_away():
        answer = client.post(NEW_MEETING, {"title_ar": TEXT}, headers={"accept-language": accept})

    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "headers", "body"),
    [
        ("/staff/live/1/batch.json", {}, {"data": "{}", "content_type": "application/json"}),
        (f"/members/drafts/{uuid.UUID(int=7)}/1/", {"accept": "application/json"}, {"data": {"title": TEXT}}),
    ],
)
def test_script_gets_json(path: str, headers: dict[str, str], body: dict[str, Any], recorder: Any) -> None:
    client = patient(signed_in(recorder))

    with away.database_away():
        answer = client.post(path, headers=headers, **body)

    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/json")
    assert list(json.loads(answer.content)) == ["sentence"]
    assert answer.headers["Retry-After"] == "30"
    assert "سطر" not in answer.content.decode()


def test_view_marked_as_answering_json_promises_it_whatever_is_asked(recorder: Any) -> None:
    client = patient(signed_in(recorder))

    with away.database_away():
        answer = client.get("/staff/live/1/state.json")

    assert answer.headers["Content-Type"] == "application/json"


def test_nothing_posted_is_logged(recorder: Any, caplog: pytest.LogCaptureFixture, capfd: Any) -> None:
    client = patient(signed_in(recorder))

    with away.database_away():
        client.post(NEW_MEETING, {"title_ar": TEXT})

    assert caplog.records, "the error itself is logged"
    assert "سطر" not in caplog.text + "".join(capfd.readouterr())


def test_error_of_ours_gives_the_text_back_with_500(recorder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = patient(signed_in(recorder))
    monkeypatch.setattr("accounts.middleware.pghistory.context", lambda **_: 1 / 0)

    answer = client.post(NEW_MEETING, {"title_ar": TEXT})

    assert answer.status_code == 500
    assert hidden(answer)["title_ar"] == [TEXT]
    assert "Retry-After" not in answer.headers


def test_form_whose_token_is_too_old_gives_the_text_back(recorder: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(recorder)
    client.get(NEW_MEETING)

    answer = client.post(
        NEW_MEETING, {"title_ar": TEXT, "csrfmiddlewaretoken": "x" * 64}, headers={"origin": "http://testserver"}
    )
    again = client.post(action(answer), hidden(answer))

    assert answer.status_code == 403
    assert hidden(answer)["title_ar"] == [TEXT]
    assert "لم يُحفظ شيء، ولم يضع شيء مما كتبتم" in answer.content.decode()
    assert again.status_code == 200, "taken, and refused by the form alone"


def test_page_that_needs_no_database_is_answered_while_it_is_away(recorder: Any) -> None:
    client = signed_in(recorder)

    with away.database_away():
        answers = [client.get("/health/live"), client.get("/")]

    assert [answer.status_code for answer in answers] == [200, 302]


def test_body_that_is_too_large_is_not_read_to_be_given_back(recorder: Any) -> None:
    request = RequestFactory().post(NEW_MEETING, {"title_ar": "x" * 3_000_000})

    answer = errors.server_error(request)

    assert answer.status_code == 500
    assert len(answer.content) < 10_000
