"""Every kind of drafted text. A feature that has one adds its page."""

from __future__ import annotations

from typing import Any, Final

from portal.staff.digests.page import PAGE as DIGESTS
from portal.staff.drafts.page import DraftPage
from portal.staff.guide.page import PAGE as GUIDE
from portal.staff.programmes.page import PAGE as PROGRAMMES

DRAFT_PAGES: Final[tuple[DraftPage[Any], ...]] = (DIGESTS, GUIDE, PROGRAMMES)
