"""What people met in forms on their own devices: findings 20, 21, 23, 28, 29, 43 and 50, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.models import User
from consultations.invitations import registrations
from consultations.models import Meeting
from proposals.models import Draft
from tests import factories
from tests.browser import PHONE, sign_in
from tests.journeys.room import forgive
from tests.journeys.test_concern import TEXT, TITLE
from tests.portal.members.concerns.pen import photo

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
MARKED, PLAIN = "\u200f\u202bamina@example.org\u202c\u200e", "amina@example.org"
WITHOUT_SCRIPTS = PHONE | {"java_script_enabled": False}


def press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).click()


def write_subject(page: Page) -> None:
    page.locator("[name=kind][value=concern]").check()
    page.locator("[name=use][value=public_named]").check()
    page.locator("summary", has_text="محيط المدارس").click()
    page.locator("[name=themes][value=schools_surroundings]").check()
    page.locator("[name=title]").fill(TITLE)
    press(page, ".actions [name=go][value=on]")


def test_invisible_marks_in_an_address_keep_nobody_out(visit: Any, work: Any) -> None:
    page = visit("/accounts/signup/", device=PHONE)
    page.locator("[name=email]").fill(MARKED)
    page.locator("[name=password1]").fill(factories.PASSWORD)
    press(page, "main form.sheet .decide button")
    work()
    assert [each.to for each in mail.outbox] == [[PLAIN]]
    user = User.objects.get(email=PLAIN)
    user.emailaddress_set.update(verified=True)

    other = visit("/accounts/login/", device=PHONE)
    other.locator("[name=login]").fill(MARKED)
    other.locator("[name=password]").fill(factories.PASSWORD)
    press(other, "main form.sheet button")

    other.wait_for_url("**/members/")


def test_arabic_digits_typed_into_a_number_are_sent_and_found(visit: Any) -> None:
    row = factories.invited(factories.announced())
    page = visit(f"/invited/{registrations.token_of(row)}/", device=PHONE)

    page.locator("[name=people]").fill("")
    page.locator("[name=people]").press_sequentially("١٢")
    page.locator("[name=women]").press_sequentially("٣")
    assert page.locator("[name=people]").input_value() == "١٢"
    press(page, "[name=answer][value=come]")

    row.refresh_from_db()
    assert (row.people, row.women) == (12, 3)


def test_arabic_digits_typed_into_a_search_find_a_demand(visit: Any) -> None:
    demand = factories.demand(title=factories.text("إنارة الساحة"))
    page = visit("/staff/demands/", user=factories.staff("editor", "recorder"))
    digits = str(demand.number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    page.locator("input[name=q]").press_sequentially(digits)
    page.locator("input[name=q]").press("Enter")
    page.wait_for_url("**q=**")

    expect(page.get_by_text("إنارة الساحة").first).to_be_visible()


def test_signing_in_again_in_a_second_tab_loses_no_form_of_the_first(visit: Any) -> None:
    user = factories.staff("recorder")
    first = visit("/accounts/login/")
    sign_in(first, user)
    first.goto("/staff/meetings/new/")
    first.locator("[name=title_ar]").fill("لقاء كُتب في اللسان الأول")

    second = first.context.new_page()
    second.goto("/accounts/logout/")
    press(second, "main form button")
    second.goto("/accounts/login/")
    sign_in(second, user)

    press(first, "#page-form .decide button")
    expect(first.locator("h1")).to_have_text("المرجو إعادة الإرسال")
    expect(first.locator("pre", has_text="لقاء كُتب في اللسان الأول")).to_be_visible()
    press(first, "main form button")

    expect(first.locator("[name=title_ar]")).to_have_value("لقاء كُتب في اللسان الأول")
    assert first.title().startswith("خطأ:")
    assert not Meeting.objects.exists()
    forgive(visit, "status of 403")


def test_photo_that_was_chosen_is_kept_by_continue_without_scripts(visit: Any, tmp_path: Path) -> None:
    user = factories.representative()
    page = visit("/accounts/login/", device=WITHOUT_SCRIPTS)
    sign_in(page, user)
    page.goto("/members/concerns/new/")
    press(page, "form:has([name=draft]) button")
    write_subject(page)
    page.locator("[name=text]").fill(TEXT)
    page.locator("[name=areas]").select_option(index=1)
    (tmp_path / "photo.jpg").write_bytes(photo().read())
    page.locator("input[type=file]").set_input_files(tmp_path / "photo.jpg")

    press(page, ".actions [name=go][value=on]")

    assert page.url.endswith("/3/")
    assert Draft.objects.get().files.count() == 1


def test_draft_of_another_device_says_so_before_and_is_deleted_after_a_question(visit: Any) -> None:
    user = factories.representative()
    phone = visit("/accounts/login/", device=PHONE)
    sign_in(phone, user)
    phone.goto("/members/concerns/new/")
    expect(phone.locator("form:has([name=draft])")).to_contain_text("على هذا الجهاز وبهذا المتصفح")
    press(phone, "form:has([name=draft]) button")

    desk = visit("/members/concerns/new/", user=user)
    draft = desk.locator(".list li", has_text="متصفح آخر")
    expect(draft.locator("form button")).to_be_hidden()
    draft.locator("summary").click()
    assert Draft.objects.count() == 1
    press(desk, ".list li details form button")

    assert not Draft.objects.exists()


def test_tab_leads_from_the_address_to_the_password_to_the_button(visit: Any) -> None:
    page = visit("/accounts/login/")
    page.locator("[name=login]").focus()
    names = []

    for _each in range(2):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))

    assert names == ["password", "BUTTON"]


def test_another_language_keeps_what_was_typed_and_no_password(visit: Any) -> None:
    page = visit("/accounts/signup/", device=PHONE)
    page.locator("[name=name]").fill("أمينة")
    page.locator("[name=email]").fill(PLAIN)
    page.locator("[name=password1]").fill("a sentence of my own")

    press(page, ".office-languages button[value=fr]")

    assert page.evaluate("document.documentElement.lang") == "fr"
    expect(page.locator("[name=name]")).to_have_value("أمينة")
    expect(page.locator("[name=email]")).to_have_value(PLAIN)
    expect(page.locator("[name=password1]")).to_have_value("")
    assert page.evaluate("sessionStorage.length") == 0


def test_another_language_keeps_an_unsaved_form_of_the_office(visit: Any) -> None:
    page = visit("/staff/meetings/new/", user=factories.staff("recorder"))
    page.locator("[name=title_ar]").fill("عنوان لم يُحفظ بعد")

    press(page, ".office-languages button[value=fr]")

    expect(page.locator("[name=title_ar]")).to_have_value("عنوان لم يُحفظ بعد")


CONTRAST = """() => {
    const shine = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
            .map(part => part / 255).map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const ground = element => {
        for (let one = element.parentElement; one; one = one.parentElement) {
            const colour = getComputedStyle(one).backgroundColor;
            if (!/, 0\\)|transparent/.test(colour)) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const one = document.activeElement;
    const [light, dark] = [shine(getComputedStyle(one).outlineColor), shine(ground(one))].sort((a, b) => b - a);
    return [(light + .05) / (dark + .05), one.outerHTML.slice(0, 80)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen_against_what_lies_behind_it(visit: Any, scheme: str) -> None:
    user = factories.representative()
    weak = []
    for path, who in (
        ("/ar/", None),
        ("/accounts/login/", None),
        ("/members/concerns/new/", user),
        ("/members/", user),
    ):
        page = visit(path, user=who, color_scheme=scheme)
        for _each in range(25):
            page.keyboard.press("Tab")
            ratio, element = page.evaluate(CONTRAST)
            if ratio < 3 and not element.startswith("<body"):
                weak.append(f"{path}: {ratio:.2f} {element}")

    assert "\n".join(dict.fromkeys(weak)) == ""
