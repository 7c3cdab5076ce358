"""The canonical form of an e-mail address, which is used wherever an address is stored, looked up, counted or compared.

The canonical form is lower case and ASCII, so that no look-up (``exact``, ``iexact``, ``lower``, NFKC, ``casefold``) finds two different ones.
Invisible characters are taken out and full-width letters are replaced first. Everything else that is not ASCII in the local part is refused:
NFKC turns "ſ" into "s" and the Kelvin sign into "k", and mail would go to another address than the one that was typed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import idna
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

MAX_CHARACTERS, MAX_LOCAL_CHARACTERS = 254, 64
# Without quotes, and without "%" and "!", with which mail servers once forwarded mail to an address inside the address.
_ATOM: Final = r"[a-z0-9#$&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
PATTERN: Final = rf"{_ATOM}(\.{_ATOM})*@({_LABEL}\.)+{_LABEL}"
# For database constraints.
WHOLE: Final = f"^{PATTERN}$"
_TOP_LEVEL: Final = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]+")
# Names that never lead to a mail server (RFC 6761, RFC 7686).
_UNREACHABLE: Final = frozenset({"invalid", "localhost", "onion"})
# Invisible characters that Unicode does not count among the format characters (Cf): joiners, fillers, variation selectors.
_INVISIBLE: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_WIDTHS: Final = frozenset({"<wide>", "<small>"})
_SAME_PROVIDER: Final = {"googlemail.com": "gmail.com"}


def cleaned(written: str) -> str:
    """``written`` without invisible characters and surrounding spaces; full-width characters become normal ones."""
    visible = (each for each in _INVISIBLE.sub("", written) if unicodedata.category(each) != "Cf")
    return "".join(_in_usual_width(each) for each in visible).strip()


def canonical(written: str) -> str:
    """The canonical form; raises :class:`~django.core.exceptions.ValidationError` for what is no address that mail reaches."""
    typed = cleaned(written)
    local, _at, domain = typed.rpartition("@")
    if not local.isascii() or len(local) > MAX_LOCAL_CHARACTERS or len(typed) > MAX_CHARACTERS:
        raise _no_address()
    domain = _ascii_domain(domain)
    address = f"{local.lower()}@{domain}"
    if len(address) > MAX_CHARACTERS or not re.fullmatch(PATTERN, address) or not _is_mail_domain(domain):
        raise _no_address()
    return address


def canonical_or_none(written: str) -> str | None:
    """For look-ups: a text without canonical form cannot be stored anywhere."""
    try:
        return canonical(written)
    except ValidationError:
        return None


def mailbox(address: str) -> str:
    """The same short hash for every address of one mailbox: the tag after "+" and dots in the local part are ignored."""
    local, _at, domain = address.lower().rpartition("@")
    name = (local.partition("+")[0] or local).replace(".", "")
    return salted_hmac("core.mailbox", f"{name}@{_SAME_PROVIDER.get(domain, domain)}").hexdigest()[:24]


def _in_usual_width(character: str) -> str:
    kind = unicodedata.decomposition(character).partition(" ")[0]
    return unicodedata.normalize("NFKC", character) if kind in _WIDTHS else character


def _ascii_domain(domain: str) -> str:
    """The domain in ASCII: in Punycode (IDNA 2008) if necessary."""
    try:
        return idna.encode(domain, uts46=True, std3_rules=True).decode("ascii")
    except idna.IDNAError as error:
        raise _no_address() from error


def _is_mail_domain(domain: str) -> bool:
    """Not an IP address and not a reserved name."""
    top = domain.rpartition(".")[2]
    return bool(_TOP_LEVEL.fullmatch(top)) and top not in _UNREACHABLE


def _no_address() -> ValidationError:
    return ValidationError(
        _(
            "This is not an address that mail can reach. Write it like name@example.org: before the @ only Latin letters "
            "without accents, digits and the signs . _ - + are allowed."
        ),
        code="invalid",
    )
