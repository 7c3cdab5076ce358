"""How much mail strangers can make the portal send to one mailbox in a day, over all kinds of mail together. Counted in PostgreSQL.

Not counted: mail that an official of the cell sends, and mail about something that the owner of the mailbox takes part in already.
"""

from __future__ import annotations

from typing import Final

from core.db import rate_limits
from core.db.rate_limits import RateLimit
from core.text.addresses import mailbox

MAILS_A_DAY: Final = 6
# A link for a new password still goes out after strangers used up the other mails. Such a link serves the owner, whoever asked for it.
MAILS_A_DAY_WITH_RESETS: Final = 8


def limit(address: str, *, most: int = MAILS_A_DAY) -> RateLimit:
    """``address`` in canonical form."""
    return RateLimit(f"mailbox:{mailbox(address)}", most)


def count(address: str, *, most: int = MAILS_A_DAY) -> bool:
    """Count one mail to the mailbox of ``address``; false, and nothing counted, when it had ``most`` today.

    Call it for unknown addresses, too, and give the same answer in both cases: otherwise the answer tells which addresses are known.
    """
    return rate_limits.is_counted(limit(address, most=most))
