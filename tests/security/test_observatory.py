"""The headers as Mozilla's HTTP Observatory scores them: at least 130 on every kind of answer, with production settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.public.home import views as home
from tests.security.observatory import modifiers, score
from tests.security.scene import Scene
from tests.supply.test_check_targets import PRODUCTION

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
ENOUGH = 130


@pytest.fixture(autouse=True)
def _as_in_production(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True


def client_of(scene: Scene, role: str) -> Client:
    return scene.client(role, raise_request_exception=False)


def concern_file(scene: Scene) -> str:
    return reverse("staff:concern_file", args=[scene.concerns["readable"].files.get().pk])


def report_pdf(scene: Scene) -> str:
    return reverse("public:report_pdf", args=[scene.published.meeting.key])


@pytest.mark.parametrize(
    ("status", "role", "path"),
    [
        (200, "anonymous", "/ar/"), (200, "anonymous", "/fr/demands/"), (200, "anonymous", report_pdf),
        (200, "anonymous", "/accounts/login/"), (200, "anonymous", "/robots.txt"), (200, "anonymous", "/health/live"),
        (200, "anonymous", "/static/css/tokens.css"), (200, "anonymous", "/static/js/office.js"),
        (200, "association_a", "/members/"), (200, "moderator", "/staff/"), (200, "moderator", concern_file),
        (302, "anonymous", "/"), (302, "anonymous", "/staff/"), (301, "anonymous", "/ar"),
        (404, "anonymous", "/ar/no-such-page/"), (404, "association_b", "/staff/"), (405, "moderator", "/ar/"),
        (400, "anonymous", "/ar/%00/"),
    ],
)  # fmt: skip
def test_answer_scores_enough(scene: Scene, status: int, role: str, path: str | Callable[[Scene], str]) -> None:
    client = client_of(scene, role)
    address = path if isinstance(path, str) else path(scene)

    response = client.post(address, secure=True) if status == 405 else client.get(address, secure=True)

    response.close()
    assert response.status_code == status
    assert score(response) >= ENOUGH, modifiers(response)


def test_error_page_scores_enough(monkeypatch: pytest.MonkeyPatch, scene: Scene) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(home, "figures", broken)

    response = client_of(scene, "anonymous").get("/ar/", secure=True)

    assert response.status_code == 500
    assert score(response) >= ENOUGH, modifiers(response)


def test_redirect_to_https_scores_all_but_what_only_https_may_send(scene: Scene) -> None:
    response = Client().get("/ar/")

    assert response.status_code == 301
    assert response.headers["Location"].startswith("https://")
    lost = {name for name, points in modifiers(response).items() if points < 0}
    assert lost == {"strict-transport-security"}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'"),
        ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"),
        ("Strict-Transport-Security", "max-age=3600"),
        ("Referrer-Policy", "unsafe-url"),
        ("X-Content-Type-Options", ""),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
    ],
)
def test_weaker_header_scores_less(scene: Scene, header: str, value: str) -> None:
    response = client_of(scene, "anonymous").get("/ar/", secure=True)
    before = score(response)

    response.headers[header] = value

    assert before >= ENOUGH > score(response)


def test_cookie_that_scripts_or_http_could_read_scores_less() -> None:
    good, bad = HttpResponse(), HttpResponse()
    good.set_cookie("sessionid", "x", secure=True, httponly=True, samesite="Lax")
    bad.set_cookie("sessionid", "x", secure=True, samesite="Lax")

    assert modifiers(good)["cookies"] == 5
    assert modifiers(bad)["cookies"] == -30


@pytest.mark.parametrize("path", ["/staff/", "/members/", "/accounts/login/", "/staff/no-such-page/"])
def test_private_address_is_in_no_search_engine(scene: Scene, path: str) -> None:
    assert client_of(scene, "moderator").get(path, secure=True).headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", ["/ar/", "/fr/reports/", "/robots.txt"])
def test_public_page_may_be_in_search_engines(scene: Scene, path: str) -> None:
    assert "X-Robots-Tag" not in client_of(scene, "anonymous").get(path, secure=True).headers


NAMES = "from django.conf import settings; print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)"


@pytest.mark.slow
def test_cookies_of_production_belong_to_this_host_alone() -> None:
    script = f"import django; django.setup(); {NAMES}"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | PRODUCTION,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["__Host-sessionid", "__Host-csrftoken"]
    assert django_settings.SESSION_COOKIE_PATH == django_settings.CSRF_COOKIE_PATH == "/"
    assert django_settings.SESSION_COOKIE_DOMAIN is django_settings.CSRF_COOKIE_DOMAIN is None
