"""Mails are made in one place, say that a program wrote them, and isolate codes and hours in Arabic."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import mail as django_mail
from django.test import RequestFactory
from django.utils.translation import override

from core import mail
from core.text.bidi import with_isolated_runs
from tests.packages import PACKAGES

MAKERS = {"send_mail", "send_mass_mail", "mail_admins", "mail_managers", "EmailMessage", "EmailMultiAlternatives"}


def called(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {each.id if isinstance(each, ast.Name) else getattr(each, "attr", "") for each in functions}


@pytest.mark.slow
def test_no_module_makes_a_mail_but_core_mail() -> None:
    root = Path(settings.BASE_DIR)
    makers = {
        str(path.relative_to(root))
        for package in PACKAGES
        for path in (root / package).rglob("*.py")
        if MAKERS & called(path)
    }

    assert makers == {"core/mail.py"}


def test_mail_says_that_a_program_wrote_it_and_keeps_other_headers() -> None:
    with override("fr"):
        message = mail.letter("s", "b", "a@example.org", headers={"Precedence": "bulk"}).message()

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["unknown_account", "password_reset_key", "password_changed", "email_changed"])
def test_mail_of_allauth_itself_says_so_too(kind: str) -> None:
    request = RequestFactory().get("/")
    context = {"request": request, "email": "a@example.org", "current_site": None}
    context |= {"user": None, "signup_url": "", "password_reset_url": "", "ip": "", "user_agent": "", "timestamp": None}

    message = get_adapter().render_mail(f"account/email/{kind}", "a@example.org", context)

    assert message.message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("written", "isolated"),
    [
        ("انشغالكم رقم 2026-56BZ62: أُجيب عنه", ["2026-56BZ62"]),
        ("الساعة 17:00–19:00 بالمقر", ["17:00–19:00"]),
        ("من 17:00 إلى 19:00", ["17:00", "19:00"]),
        ("الهاتف: +212 535 00 00 00.", ["+212 535 00 00 00"]),
        ("يوم 2026-11-30، المرجع A-1/2", ["2026-11-30", "A-1/2"]),
        ("17 أكتوبر 2018", []),
        ("رمز 8KX2P4", []),
        ("اقرؤوا https://portal.example/ar/meetings/2026-11-30-m/?lang=ar هنا", []),
        ("راسلوا a.b-1@example.org", []),
        ("2026-56BZ62", []),
        ("https://portal.example/2026-11", []),
        ("المرجع \u20662026-56BZ62\u2069", ["2026-56BZ62"]),
    ],
)
def test_runs_that_would_be_read_backwards_are_isolated_in_arabic_lines(written: str, isolated: list[str]) -> None:
    shown = with_isolated_runs(written)

    assert [part.split("\u2069")[0] for part in shown.split("\u2066")[1:]] == isolated
    assert shown.replace("\u2066", "").replace("\u2069", "") == written.replace("\u2066", "").replace("\u2069", "")
    assert with_isolated_runs(shown) == shown


def test_subject_and_body_are_isolated_in_arabic_and_left_in_french() -> None:
    with override("ar"):
        arabic = mail.letter("رقم 2026-56BZ62", "الساعة 17:00–19:00\nhttps://x.example/1-2", "a@example.org")
    with override("fr"):
        french = mail.letter("n° 2026-56BZ62", "17 h – 19 h 2026-1", "a@example.org")

    assert arabic.subject == "رقم \u20662026-56BZ62\u2069"
    assert arabic.body == "الساعة \u206617:00–19:00\u2069\nhttps://x.example/1-2"
    assert "\u2066" not in french.subject + french.body


def test_send_puts_one_letter_for_one_mailbox() -> None:
    mail.send("s", "b", "a@example.org")

    assert [message.to for message in django_mail.outbox] == [["a@example.org"]]
