"""After how long tasks delete personal data (law 09-08). The tasks take these numbers, and the privacy page tells them."""

from __future__ import annotations

from typing import Final

DRAFT_DAYS: Final = 30
"""Without a change of the draft."""
UNCONFIRMED_REGISTRATION_HOURS: Final = 72
UNCONFIRMED_FOLLOWER_DAYS: Final = 3
UNCONFIRMED_NUMBER_DAYS: Final = 1
"""Of mobile numbers."""
CHANGE_DAYS: Final = 60
"""The index of published changes, from which messages to followers are composed. Longer than their longest period, and than any failure
of the mail server."""
PARKED_FORM_DAYS: Final = 1
"""Forms that wait until their writer has signed in again."""
COUNTED_DAYS: Final = 2
"""Counts of uploads, of networks and of invitation mails."""
MEDIA_DAYS: Final = 180
"""Of media that asked for accreditation: after it was refused or withdrawn, or where nobody decided."""
MAIL_DAYS: Final = 90
"""Rows of the outbox that were done: which message was to be sent to whom."""
PARTICIPANT_DAYS: Final = 180
"""After the last session of a training: names of participants without a certificate."""
CERTIFIED_DAYS: Final = 1095
"""The same, of participants with a certificate."""
