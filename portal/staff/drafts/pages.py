"""Every kind of drafted text. A feature that has one adds its page."""

from __future__ import annotations

from typing import Any, Final

from portal.staff.digests.page import PAGE as DIGESTS
from portal.staff.drafts.page import DraftPage
from portal.staff.guide.page import PAGE as GUIDE
from portal.staff.partnerships.page import PAGE as PARTNERSHIPS
from portal.staff.press.page import PAGE as PRESS_KITS

DRAFT_PAGES: Final[tuple[DraftPage[Any], ...]] = (DIGESTS, GUIDE, PARTNERSHIPS, PRESS_KITS)
