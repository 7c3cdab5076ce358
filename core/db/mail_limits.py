"""The limit of mails to one mailbox in a day that anonymous requests can cause, over all kinds of mail together. Counted in PostgreSQL.

Not counted: mail sent by staff, and mail about a meeting or concern in which the owner of the mailbox already takes part.
"""

from __future__ import annotations

from typing import Final

from core.db import quotas
from core.text.addresses import mailbox

MAILS_A_DAY: Final = 6
# A higher limit for password resets: they are still sent when others have used up the limit, since the link serves only the owner.
MAILS_A_DAY_WITH_RESETS: Final = 8


def quota(address: str, *, most: int = MAILS_A_DAY) -> quotas.Quota:
    """``address`` in canonical form."""
    return quotas.Quota(f"mailbox:{mailbox(address)}", most, quotas.MIB)


def count(address: str, *, most: int = MAILS_A_DAY) -> bool:
    """Count one mail to the mailbox of ``address``; false, and nothing counted, when it had ``most`` today.

    Call it for unknown addresses, too, and answer the same in both cases: otherwise the answer reveals which addresses are known.
    """
    try:
        quotas.take([quota(address, most=most)], 0)
    except quotas.Spent:
        return False
    return True
