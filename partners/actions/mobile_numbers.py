"""The mobile number of a member, confirmed by a code that is sent to it. Moroccan mobiles only: others may cost whatever they like."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import User
from core import retention, sms
from core.crypto import tokens
from core.db import outbox, rate_limits
from core.db.bulk_delete import forget
from core.db.outbox import doer
from core.db.rate_limits import RateLimit
from core.errors import DomainError
from partners.models import MobileNumber

PURPOSE: Final = "partners.mobile_number"
KIND: Final = "partners.mobile_code"
DIGITS: Final = 6
VALID: Final = dt.timedelta(minutes=15)
MOBILE: Final = re.compile(r"\+212[67][0-9]{8}")
CODES_A_DAY: Final = 3
GUESSES_A_DAY: Final = 10
WRONG_CODE = gettext_lazy("This code is wrong or too old. Ask for a new one.")
TOO_MANY = gettext_lazy("Too many wrong codes were typed today. Go on tomorrow.")


def ask(*, by: User, number: str) -> MobileNumber:
    """Send a code to ``number`` (E.164), which takes the place of an earlier number of the account. A few times a day for one account,
    and for one number, so that nobody is bothered by strangers."""
    if not MOBILE.fullmatch(number):
        raise DomainError(_("This is not a Moroccan mobile number."))
    rate_limits.count(
        RateLimit(f"mobile-code:{by.pk}", CODES_A_DAY), RateLimit(f"mobile-code:{_mark(number)}", CODES_A_DAY)
    )
    values = {"number": number, "asked_at": timezone.now(), "confirmed_at": None}
    row, _is_new = MobileNumber.objects.update_or_create(user=by, defaults=values)
    outbox.put(KIND, key=f"{row.pk}:{row.asked_at.isoformat()}", number=row.pk)
    return row


def confirm(*, by: User, code: str) -> None:
    """Each try is counted before the code is compared: of tries at the same moment none is free."""
    rate_limits.count(RateLimit(f"mobile-guesses:{by.pk}", GUESSES_A_DAY, TOO_MANY))
    row = MobileNumber.objects.filter(user=by, confirmed_at=None, asked_at__gte=timezone.now() - VALID).first()
    if row is None or not tokens.is_same(code, code_of(row)):
        raise DomainError(WRONG_CODE)
    row.confirmed_at = timezone.now()
    row.save(update_fields=["confirmed_at"])


def remove(*, by: User) -> None:
    MobileNumber.objects.filter(user=by).delete()


def forget_unconfirmed() -> int:
    """Delete numbers that nobody confirmed; returns how many."""
    oldest = timezone.now() - dt.timedelta(days=retention.UNCONFIRMED_NUMBER_DAYS)
    return forget(MobileNumber.objects.filter(confirmed_at=None, asked_at__lt=oldest))


def confirmed(user: User) -> str:
    """The number in E.164, or ``""``."""
    row = MobileNumber.objects.filter(user=user, confirmed_at__isnull=False).first()
    return row.number if row else ""


def code_of(row: MobileNumber) -> str:
    """Stored nowhere; another one each time it is asked for."""
    return tokens.code_of(f"{row.user_id}:{row.number}:{row.asked_at.isoformat()}", purpose=PURPOSE, digits=DIGITS)


@doer(KIND)
def send_code(payload: Mapping[str, Any]) -> None:
    row = MobileNumber.objects.filter(pk=payload["number"], confirmed_at=None).select_related("user").first()
    if row is None or row.asked_at < timezone.now() - VALID or not sms.is_on():
        return
    with translation.override(row.user.language):
        site = settings.SITE["name"].in_language(row.user.language).text
        sms.send(row.number, _("%(site)s: your code is %(code)s") % {"site": site, "code": code_of(row)})


def _mark(number: str) -> str:
    """So that the table of counts holds no number."""
    return tokens.hashed(tokens.token_of(number, purpose=PURPOSE))[:24]
