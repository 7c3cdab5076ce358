"""How much mail strangers can make the portal send to one mailbox in a day, over all kinds of mail together. Counted in PostgreSQL.

Not counted: mail that an official of the cell sends, and mail about something that the owner of the mailbox takes part in already.
"""

from __future__ import annotations

from typing import Final

from core.db import quotas
from core.text.addresses import mailbox

MAILS_A_DAY: Final = 6
# A link for a new password still goes out after strangers used up the other mails. Such a link serves the owner, whoever asked for it.
MAILS_A_DAY_WITH_RESETS: Final = 8


def quota(address: str, *, most: int = MAILS_A_DAY) -> quotas.Quota:
    """``address`` in canonical form."""
    return quotas.Quota(f"mailbox:{mailbox(address)}", most, quotas.MIB)


def count(address: str, *, most: int = MAILS_A_DAY) -> bool:
    """Count one mail to the mailbox of ``address``; false, and nothing counted, when it had ``most`` today.

    Call it for unknown addresses, too, and give the same answer in both cases: otherwise the answer tells which addresses are known.
    """
    try:
        quotas.take([quota(address, most=most)], 0)
    except quotas.Spent:
        return False
    return True
