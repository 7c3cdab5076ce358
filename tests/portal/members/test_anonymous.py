"""Pages for people without an account share one way to be opened, shown and answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

# Signs in, and makes an account: it needs the session and its cookie.
MAKES_AN_ACCOUNT = {"portal.members.signup.views.invitation"}


def test_every_page_of_the_members_for_people_without_account_is_opened_in_one_way() -> None:
    views = {
        _name(view): view
        for view in _views(get_resolver().url_patterns)
        if view.__module__.startswith("portal.members")
    }
    open_to_all = {
        name
        for name, view in views.items()
        if not getattr(view, "login_required", True) and not getattr(view, "asks_to_sign_in", False)
    }
    in_one_way = {name for name, view in views.items() if getattr(view, "is_for_strangers", False)}

    assert open_to_all - in_one_way - MAKES_AN_ACCOUNT == set()
    assert in_one_way == {
        *(f"portal.members.certificates.views.{name}" for name in ("check", "certificate")),
        "portal.members.concerns.follow.follow",
        "portal.members.concerns.follow_by_code.by_code",
        *(f"portal.members.following.views.{name}" for name in ("new", "confirm", "followed", "leave", "left")),
        "portal.members.meetings.registration.register",
        "portal.members.meetings.views.invited",
        "portal.members.meetings.views.invited_qr",
        "portal.members.institutions.views.answer",
        "portal.members.news.views.stop",
        "portal.members.news.views.stopped",
        *(f"portal.members.press.views.{name}" for name in ("accreditation", "kit")),
        *(f"portal.members.trainings.passes.training_pass{name}" for name in ("", "_qr", "_certificate")),
    }


def test_pages_for_people_without_account_are_kept_from_search_engines_by_one_template() -> None:
    folder = Path(settings.BASE_DIR, "templates/members")
    extending = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if '{% extends "members/anonymous.html" %}' in path.read_text()
    }

    assert extending == {
        "certificates/certificate.html",
        "concerns/follow.html",
        "concerns/follow_by_code.html",
        *(f"following/{name}.html" for name in ("new", "confirm", "followed", "leave", "left", "unknown")),
        *(f"institutions/{name}.html" for name in ("answer", "unknown")),
        "meetings/invited.html",
        "meetings/register.html",
        "meetings/unknown.html",
        "news/stop.html",
        "news/stopped.html",
        *(f"press/{name}.html" for name in ("accreditation", "door", "kit", "unknown")),
        "trainings/pass.html",
    }
    assert "noindex" in (folder / "anonymous.html").read_text()


def _views(patterns: list[Any]) -> Iterator[Any]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.callback


def _name(view: Any) -> str:
    return f"{view.__module__}.{view.__name__}"
