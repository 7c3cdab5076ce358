"""The limit of mails to one mailbox in a day that anonymous requests can cause, over all kinds of mail together. Counted in PostgreSQL.

Not counted: mail sent by staff, and mail about a meeting or concern in which the owner of the mailbox already takes part.
"""

from __future__ import annotations

from typing import Final

from core.db import rate_limits
from core.db.rate_limits import RateLimit
from core.text.addresses import mailbox

MAILS_A_DAY: Final = 6
# A higher limit for password resets: they are still sent when others have used up the limit, since the link serves only the owner.
MAILS_A_DAY_WITH_RESETS: Final = 8


def limit(address: str, *, most: int = MAILS_A_DAY) -> RateLimit:
    """``address`` in canonical form."""
    return RateLimit(f"mailbox:{mailbox(address)}", most)


def count(address: str, *, most: int = MAILS_A_DAY) -> bool:
    """Count one mail to the mailbox of ``address``; false, and nothing counted, when it had ``most`` today.

    Call it for unknown addresses, too, and answer the same in both cases: otherwise the answer reveals which addresses are known.
    """
    return rate_limits.is_counted(limit(address, most=most))
