"""Finding 25: one word of sixty letters, or a long address, in every text of every page: no page of a phone scrolls sideways."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from tests import factories
from tests.databases import world
from tests.security.scene import FUNCTIONS, Scene, build
from tests.security.test_literal_text import readable_addresses, write_it_everywhere

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
ARABIC, LATIN = "مستشفياتناالاجتماعية" * 3, "anticonstitutionnellement" * 3
LONG = ARABIC[:60]
ADDRESS = f"https://example.org/{LATIN}/{LATIN}"
NARROW = {"viewport": {"width": 320, "height": 640}}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.querySelectorAll("body *")]
    .filter(one => { const box = one.getBoundingClientRect(); return box.width && (box.right > innerWidth + 1 || box.left < -1) })
    .filter(one => !one.closest(".unseen, .skip")).slice(0, 3).map(one => one.outerHTML.slice(0, 120)).join(" | ")"""
# Screens of their own, with tests of their own (tests/journeys/test_recorder.py); a poster for a wall.
SCREENS = ("/staff/live/", "/staff/gallery/")


@world
def long_word_scene() -> Scene:
    scene = build()
    assert write_it_everywhere(f"{LONG} {ADDRESS}") > 30
    User.objects.filter(pk=scene.people["head"].pk).update(email=f"{LATIN[:60]}@{LATIN[:40]}.example")
    scene.reports["published"] = factories.approve(scene.reports["in_review"], by=scene.people["head"])
    return scene


def too_wide(visit: Any, paths: list[str], user: User | None = None, *, at_least: int) -> list[str]:
    """What is not open to ``user`` is left out; ``at_least`` so many pages are."""
    page = visit("/ar/", device=NARROW, user=user)
    found, seen = [], 0
    for path in paths:
        faults = len(visit.faults)
        if page.goto(path).status != 200:
            del visit.faults[faults:]
            continue
        seen += 1
        if page.evaluate(WIDER) > 0:
            found.append(f"{path}: {page.evaluate(WIDER)} px by {page.evaluate(WIDEST)}")
    assert seen > at_least
    return found


def pages(scene: Scene, *names: str) -> list[str]:
    return [
        path
        for path in readable_addresses(scene, names)
        if not path.startswith(SCREENS) and not path.endswith((".json", ".xml", ".svg", ".png"))
    ]


def test_no_public_page_scrolls_sideways(long_word_scene: Scene, visit: Any) -> None:
    paths = pages(long_word_scene, "public:")

    assert "\n".join(too_wide(visit, paths, at_least=20)) == ""


def test_no_page_of_a_member_scrolls_sideways(long_word_scene: Scene, visit: Any) -> None:
    paths = pages(long_word_scene, "members:", "account", "own_")

    assert "\n".join(too_wide(visit, paths, long_word_scene.people["association_a"], at_least=8)) == ""


def test_no_page_of_the_office_scrolls_sideways(long_word_scene: Scene, visit: Any) -> None:
    reader = factories.staff(*FUNCTIONS, name=f"{LONG} {LATIN}"[:120])

    assert "\n".join(too_wide(visit, pages(long_word_scene, "staff:"), reader, at_least=30)) == ""
