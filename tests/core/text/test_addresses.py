from __future__ import annotations

import re
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hypothesis import HealthCheck, given, settings, strategies as st

from core.text import addresses
from core.text.addresses import canonical, canonical_or_none, mailbox

# Characters that some look-up, normalisation or person takes for another one, or that nobody sees.
TRICKS = (
    "\u017f\u0131\u0130\u212a\uff50\uff30\uff20\uff0e\ufe6b\ufe52\u3002\u0430\u0435\u0456\u00df\u03c2\u0307\ufb01"
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202e\u2066\u2069\u00ad\ufeff\u034f\u115f\u3164\uffa0\ufe0f\u00a0\u3000"
    " \t\n\r\0\"'()<>[],;:\\%!+-_.@"
)
PIECES = st.sampled_from(
    ["president", "PRESIDENT", "s", "k", "i", "a.b", "@", "example", "EXAMPLE", ".org", ".", "xn--", "[1.2.3.4]"]
)
ANYTHING = st.lists(PIECES | st.sampled_from(TRICKS) | st.characters(), max_size=14).map("".join)
NEARLY_RIGHT = st.lists(PIECES | st.sampled_from(TRICKS), min_size=1, max_size=4).map(
    lambda parts: f"{''.join(parts)}@example.org"
)
LOOK_ALIKES = st.text(st.sampled_from("presidntPRESIDNTkK" + TRICKS[:24]), min_size=1, max_size=9)

# The first draw builds hypothesis' table of characters, which takes a second on a busy machine.
patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

REFUSED = [
    "", "nobody", "@example.org", "nobody@", "a@b@example.org",
    "pre\u017fident@example.org", "pres\u0131dent@example.org", "PRES\u0130DENT@example.org", "\u212aarim@example.org",
    "\u0430min@example.org", "\u00e9lan@example.org", '"president"@example.org', '"v\\ictim"@example.org',
    "(x)president@example.org", "president@[192.0.2.1]", "president@192.0.2.1", "president@[IPv6:2001:db8::1]",
    ".president@example.org", "president.@example.org", "pre..sident@example.org", "pre sident@example.org",
    "president@example.org.", "president@example", "president@localhost", "president@portal.invalid", "president@example..org",
    "president@-example.org", "president@exa_mple.org", "president@xn--a.com", "president@example.org\nBcc: other@example.org",
    "Name <president@example.org>", "mailto:president@example.org", "other%example.com@example.org", "example.com!other@example.org",
    "a" * 65 + "@example.org", "a@" + ".".join(["b" * 60] * 5) + ".org", "a@" + "b" * 64 + ".org", "president@example.org\0",
]  # fmt: skip
ACCEPTED = {
    "President@Example.ORG": "president@example.org",
    " president@example.org\u00a0": "president@example.org",
    "\u200fpresi\u200ddent\u202a@example.org\u202c": "president@example.org",
    "presi\u00addent@exam\u200bple.org": "president@example.org",
    "\uff50resident\uff20example\uff0eorg": "president@example.org",
    "a.b+c_d-e'f@example.org": "a.b+c_d-e'f@example.org",
    "bureau@b\u00fccher.example": "bureau@xn--bcher-kva.example",
    "bureau@XN--BCHER-KVA.example": "bureau@xn--bcher-kva.example",
    "bureau@موقع.المغرب": "bureau@xn--4gbrim.xn--mgbc0a9azcg",
}


def test_canonical_refuses_what_no_mail_reaches() -> None:
    taken = {ascii(written): canonical_or_none(written) for written in REFUSED if canonical_or_none(written)}

    assert taken == {}


def test_canonical_says_why_it_refuses() -> None:
    with pytest.raises(ValidationError, match=r"name@example\.org"):
        canonical(REFUSED[1])


def test_canonical_gives_one_form() -> None:
    assert {written: canonical(written) for written in ACCEPTED} == ACCEPTED


@pytest.mark.slow
@patiently
@given(ANYTHING | NEARLY_RIGHT)
def test_canonical_form_is_plain_and_mail_can_reach_it(written: str) -> None:
    address = canonical_or_none(written)
    if address is None:
        return

    validate_email(address)
    assert address.isascii()
    assert address == address.lower() == unicodedata.normalize("NFKC", address).casefold() == canonical(address)
    assert re.search(addresses.WHOLE, address)
    assert not set(address) & set('"()<>[],;:\\%! \t\r\n\0')
    local, _at, domain = address.rpartition("@")
    assert len(local) <= 64
    assert len(address) <= 254
    assert "." in domain


@pytest.mark.slow
@patiently
@given(LOOK_ALIKES, LOOK_ALIKES)
def test_two_canonical_forms_are_equal_or_no_look_up_confuses_them(one: str, other: str) -> None:
    """``lower``, ``upper`` and NFKC as Python and PostgreSQL have them; allauth compares with ``casefold`` after NFKC."""
    first, second = canonical_or_none(f"{one}@example.org"), canonical_or_none(f"{other}@example.org")
    if first is None or second is None or first == second:
        return

    for confusing in (str.lower, str.upper, str.casefold, lambda text: unicodedata.normalize("NFKC", text).casefold()):
        assert confusing(first) != confusing(second)


@patiently
@given(
    st.text(st.sampled_from("abk.s"), min_size=1, max_size=6),
    st.text(st.sampled_from("".join(set(TRICKS) - set("\0")))),
)
def test_invisible_characters_change_nothing(local: str, noise: str) -> None:
    invisible = "".join(each for each in noise if unicodedata.category(each) == "Cf")

    typed = invisible.join(f"{local}@example.org")

    assert canonical_or_none(typed) == canonical_or_none(f"{local}@example.org")


@pytest.mark.slow
def test_a_very_long_text_is_refused_at_once() -> None:
    with pytest.raises(ValidationError):
        canonical("a" * 1_000_000 + "@" + "b." * 500_000 + "org")


@pytest.mark.parametrize(
    "spelling",
    ["victim@example.org", "v.ictim@example.org", "victim+1@example.org", "v.i.c.t.i.m+2+3@example.org"],
)
def test_spellings_of_one_mailbox_count_together(spelling: str) -> None:
    assert mailbox(spelling) == mailbox("victim@example.org")


def test_other_mailboxes_count_apart() -> None:
    others = ["victim@example.com", "victims@example.org", "+victim@example.org", "ictim@example.org"]

    assert len({mailbox(each) for each in [*others, "victim@example.org"]}) == 5
    assert mailbox("a.b@googlemail.com") == mailbox("ab@gmail.com")
