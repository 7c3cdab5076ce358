"""Threat 13: the policy that keeps scripts out stands on every answer, whatever the answer is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.public.home import views as home
from tests.security.addresses import arguments, every_url_name
from tests.security.rendering import unrendered
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
NOTHING, SELF = "'none'", "'self'"
POLICY = {
    "default-src": NOTHING, "script-src": SELF, "style-src": SELF, "img-src": SELF, "font-src": SELF,
    "connect-src": SELF, "manifest-src": SELF, "worker-src": SELF, "form-action": SELF, "base-uri": NOTHING, "frame-ancestors": NOTHING,
}  # fmt: skip


def policy(response: Any) -> dict[str, str]:
    written = response.headers["Content-Security-Policy"]
    return {
        name: value
        for name, _space, value in (part.strip().partition(" ") for part in written.split(";") if part.strip())
    }


# The address of these pages is itself a secret. Those with a form must still tell our own server where it was sent from.
SECRET_ADDRESSES = {
    "follow": "no-referrer", "invited": "strict-origin", "invited_qr": "strict-origin", "register": "strict-origin",
} | dict.fromkeys(
    [
        *("following", *(f"following_{name}" for name in ("everything", "new", "left", "confirm", "leave"))),
        *("follow_by_code", "news_stop", "news_stopped", "press_accreditation", "press_kit", "institution_answer"),
        *("training_pass", "training_pass_qr", "training_pass_certificate", "certificate_check", "certificate"),
    ],
    "strict-origin",
)  # fmt: skip
FILE_POLICY = {
    "default-src": NOTHING, "form-action": NOTHING, "base-uri": NOTHING, "frame-ancestors": NOTHING, "sandbox": "",
}  # fmt: skip


def checked(response: Any, referrer: str = "same-origin") -> None:
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment") and response.status_code == 200
    assert policy(response) == (FILE_POLICY if is_file and "sandbox" in policy(response) else POLICY)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == referrer
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb"):
        assert f"{feature}=()" in response.headers["Permissions-Policy"].split(", ")


@pytest.mark.slow
@pytest.mark.parametrize("role", ["anonymous", "association_a", "head", "administrator"])
def test_every_address_answers_with_the_policy(scene: Scene, role: str) -> None:
    client, where = scene.client(role), arguments(scene)

    for name in every_url_name():
        with nullcontext() if role == "anonymous" else unrendered():
            response = client.get(reverse(name, kwargs=where.get(name)))

        checked(response, SECRET_ADDRESSES.get(name, "same-origin"))
        assert response.headers["X-Frame-Options"] == "DENY", name


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_kept_page_and_its_nod_have_the_policy(scene: Scene, language: str) -> None:
    client, path = Client(), f"/{language}/demands/"
    first, kept = client.get(path), client.get(path)
    nod = client.get(path, headers={"if-none-match": kept.headers["ETag"]})
    zipped = client.get(path, headers={"accept-encoding": "gzip"})

    assert [first.status_code, kept.status_code, nod.status_code, zipped.status_code] == [200, 200, 304, 200]
    for response in (first, kept, nod, zipped, client.head(path), client.get(path, {"q": "x"})):
        checked(response)


def withdrawn_page(scene: Scene) -> str:
    return reverse("public:report", args=[scene.reports["withdrawn"].meeting.key])


@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (302, lambda scene: Client().get("/")),
        (301, lambda scene: Client().get("/ar")),
        (301, lambda scene: Client().get("/staff/meetings")),
        (400, lambda scene: Client().get("/ar/", headers={"host": "evil.example"})),
        (400, lambda scene: Client().get("/ar/%00/")),
        (403, lambda scene: Client(enforce_csrf_checks=True).post("/accounts/login/")),
        (403, lambda scene: scene.client("liaison").post("/staff/meetings/new/")),
        (404, lambda scene: Client().get("/ar/no-such-page/")),
        (404, lambda scene: Client().get("/no-such-page")),
        (404, lambda scene: scene.client("association_b").get("/staff/")),
        (405, lambda scene: Client().post("/ar/")),
        (410, lambda scene: Client().get(withdrawn_page(scene))),
        (410, lambda scene: Client().get(f"{withdrawn_page(scene)}report.json")),
    ],
)
def test_every_other_answer_has_the_policy(scene: Scene, status: int, ask: Callable[[Scene], Any]) -> None:
    response = ask(scene)

    assert response.status_code == status
    checked(response)


@pytest.fixture
def broken_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("what the visitor must not read")

    monkeypatch.setattr(home, "figures", broken)


@pytest.mark.usefixtures("broken_home")
def test_failure_has_the_policy_and_says_nothing_of_itself() -> None:
    response = Client(raise_request_exception=False).get("/ar/")

    assert response.status_code == 500
    checked(response)
    page = response.content.decode()
    assert 'dir="rtl"' in page
    assert not any(word in page for word in ("what the visitor must not read", "RuntimeError", "Traceback", ".py"))


@pytest.fixture
def static_files(settings: Any) -> None:
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True


@pytest.mark.usefixtures("static_files")
@pytest.mark.parametrize("path", ["/static/css/tokens.css", "/static/img/emblem.svg", "/static/js/office.js"])
def test_static_file_has_the_policy(path: str) -> None:
    response = Client().head(path)

    assert response.status_code == 200
    checked(response)


@pytest.mark.usefixtures("static_files")
@pytest.mark.parametrize(
    "path",
    [
        "/static/../manage.py", "/static/..%2fmanage.py", "/static/%2e%2e/%2e%2e/manage.py", "/static//etc/passwd",
        "/static/css/..%5c..%5cmanage.py", "/static/....//manage.py", "/static/css/../../config/settings.py",
        "/static/", "/static/css/", "/static/css/tokens.css/", "/static/.env",
    ],
)  # fmt: skip
def test_static_address_leads_to_nothing_else(path: str) -> None:
    client = Client(raise_request_exception=False)

    assert client.get(path).status_code in {301, 404}


@pytest.mark.parametrize("name", ["report", "demand", "meeting"])
def test_json_is_json_for_every_browser(scene: Scene, name: str) -> None:
    response = Client().get(reverse(f"public:{name}_json", kwargs=arguments(scene)[f"public:{name}"]))

    assert response.headers["Content-Type"] == "application/json"
    checked(response)


def test_pdf_is_a_pdf_for_every_browser(scene: Scene) -> None:
    response = Client().get(reverse("public:report_pdf", args=[scene.published.meeting.key]))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith('inline; filename="2018-10-17')
    checked(response)


@pytest.mark.parametrize("path", ["/staff/", "/members/", "/accounts/email/", "/accounts/reauthenticate/"])
def test_page_of_one_person_is_kept_by_nobody(scene: Scene, path: str) -> None:
    answer = scene.client("recorder").get(path)

    assert answer.status_code == 200
    assert "no-store" in answer.headers.get("Cache-Control", ""), "the back button of a shared computer shows it"


def test_public_page_sets_no_cookie_even_for_a_signed_in_reader(scene: Scene) -> None:
    client = scene.client("recorder")

    for path in ("/ar/", "/fr/demands/?q=x", "/robots.txt", "/sitemap.xml", "/en/no-such-page/"):
        assert not client.get(path).cookies, path
    for path in ("/ar/", "/fr/demands/?q=x", "/en/reports/"):
        assert "Cookie" not in client.get(path).headers["Vary"], path


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_says_up_or_down_and_no_more(path: str) -> None:
    told = Client().get(path)

    assert told.headers["Content-Type"] == "application/json"
    assert "no-store" in told.headers["Cache-Control"]
    assert not any(word in told.content.decode() for word in ("host", "redis://", "unix", "postgres", "version", "/"))
