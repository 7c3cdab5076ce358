"""Every kind of drafted text. A feature that has one adds its page."""

from __future__ import annotations

from typing import Any, Final

from portal.staff.digests.page import PAGE as DIGESTS
from portal.staff.drafts.page import DraftPage
from portal.staff.guide.page import PAGE as GUIDE
from portal.staff.networks.page import NETWORK_PAGE, STATEMENT_PAGE
from portal.staff.partnerships.page import PAGE as PARTNERSHIPS
from portal.staff.press.page import PAGE as PRESS_KITS
from portal.staff.programmes.page import PAGE as PROGRAMMES
from portal.staff.trainings.page import PAGE as TRAININGS

DRAFT_PAGES: Final[tuple[DraftPage[Any], ...]] = (
    DIGESTS,
    GUIDE,
    NETWORK_PAGE,
    PARTNERSHIPS,
    STATEMENT_PAGE,
    TRAININGS,
    PRESS_KITS,
    PROGRAMMES,
)
