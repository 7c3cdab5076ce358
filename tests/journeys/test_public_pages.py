"""Every kind of public page: accessible, no overflow at any width, small, usable without JavaScript."""

from __future__ import annotations

import pytest

from tests.browser import DESKTOP, PHONE, axe

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
    pytest.mark.usefixtures("replayed"),
]

KEY = "2018-10-17-meknes-district-2"
PAGES = [
    "", "meetings/", f"meetings/{KEY}/", "reports/", f"reports/{KEY}/", f"reports/{KEY}/editions/", "demands/", "demands/2/",
    "demands/?q=غير+موجود", "themes/", "themes/schools/", "areas/", "areas/meknes/", "about/", "privacy/", "accessibility/",
    "how-we-count/", "verify/",
]  # fmt: skip
NARROW = {"viewport": {"width": 320, "height": 640}}


@pytest.mark.slow
def test_axe_finds_nothing_on_any_public_page(visit, work):
    work()
    phone = visit("/ar/", device=PHONE)
    desktop = visit("/fr/", device=DESKTOP, color_scheme="dark")
    found = []

    for path in PAGES:
        phone.goto(f"/ar/{path}")
        found += axe(phone)
        desktop.goto(f"/fr/{path}")
        found += axe(desktop)

    assert found == []


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_no_public_page_scrolls_sideways(language, visit):
    page = visit("/ar/", device=NARROW)
    wide = []

    for path in PAGES:
        page.goto(f"/{language}/{path}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(page.url)

    assert wide == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_home_is_read_in_five_screens_of_a_phone(language, visit):
    page = visit(f"/{language}/", device=PHONE)

    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")  # the letters of the device are wider
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") < 5


def test_page_has_its_language_and_direction(visit):
    page = visit("/ar/")
    seen = {}

    for language in ("ar", "fr", "en"):
        page.goto(f"/{language}/reports/{KEY}/")
        seen[language] = page.evaluate("[document.documentElement.lang.slice(0, 2), document.documentElement.dir]")
        hreflangs = page.locator("link[rel=alternate][hreflang]").evaluate_all(
            "all => all.map(one => one.hreflang.slice(0, 2))"
        )
        assert {"ar", "fr", "en", "x-"} <= set(hreflangs)

    assert seen == {"ar": ["ar", "rtl"], "fr": ["fr", "ltr"], "en": ["en", "ltr"]}


def test_first_visit_is_light(visit):
    page = visit("/ar/about/", device=PHONE)
    page.context.clear_cookies()
    sizes: list[int] = []
    fresh = page.context.browser.new_context(base_url=page.url.split("/ar/")[0], **PHONE)
    other = fresh.new_page()
    other.on("response", lambda response: sizes.append(len(response.body())))

    other.goto(f"/ar/reports/{KEY}/")
    other.wait_for_load_state("networkidle")
    fresh.close()

    # The test server does not compress: text counts in full here, so the bound is wider than the 120 kB of production.
    assert 20_000 < sum(sizes) < 260_000


def test_public_pages_work_without_script_and_set_no_cookie(visit):
    page = visit("/ar/", device=PHONE, java_script_enabled=False)

    page.get_by_role("link", name="خمسة مطالب").first.click()

    assert page.locator("h1").inner_text().startswith("الوقاية قبل التدخل")
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("language", "device", "most"),
    [("ar", NARROW, 170), ("fr", NARROW, 215), ("ar", PHONE, 125), ("fr", PHONE, 170), ("ar", DESKTOP, 150)],
)
def test_frame_of_a_page_leaves_the_first_screen_to_its_content(language, device, most, visit):
    page = visit(f"/{language}/", device=device)
    page.evaluate("document.fonts.ready.then(() => true)")

    assert page.locator(".masthead").bounding_box()["height"] <= most


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_navigation_stands_in_one_row_beside_the_name(language, visit):
    page = visit(f"/{language}/", device=DESKTOP)
    page.evaluate("document.fonts.ready.then(() => true)")
    brand, nav = (page.locator(f".masthead {each}").bounding_box() for each in (".brand", ".site-nav"))

    assert nav["height"] < 60
    assert brand["y"] < nav["y"] + nav["height"] / 2 < brand["y"] + brand["height"]


def test_month_is_a_grid_on_a_phone_with_a_mark_on_days_with_meetings(visit):
    page = visit("/fr/meetings/calendar/2018/10/", device=PHONE)

    assert page.locator(".month").is_visible()
    assert page.locator(".day-letter").all_inner_texts() == ["L", "M", "M", "J", "V", "S", "D"]
    assert page.locator(".month .has").inner_text() == "17"


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_marks_stand_below_titles_however_long_the_title_is(device, visit):
    page = visit("/fr/", device=device)
    rows = page.locator(".titled-row").filter(visible=True).all()

    assert len(rows) >= 2
    for row in rows:
        title, marks = (row.locator(each).bounding_box() for each in ("h3", ".row"))
        assert marks["y"] >= title["y"] + title["height"]
