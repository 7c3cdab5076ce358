"""The pages of a press kit in the office."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import PressKit
from cooperation.press.kits import KITS
from portal.staff.drafts.page import DraftPage, Words
from portal.staff.press.forms import KitForm
from publications.pending import PendingPublication
from publications.schemas import PressKitDocument

VIEW, WRITE = "cooperation.view_press", KITS.write_right


def context(
    kit: PressKit, _pending: PendingPublication | None, _document: PressKitDocument | None, _user: User
) -> dict[str, Any]:
    """``readers``: the outlets that have a link, and how often it was opened."""
    opened = kit.links.select_related("outlet").annotate(times=Count("openings"), last=Max("openings__at"))
    return {"readers": opened.order_by("outlet__name", "pk")}


class KitPage(DraftPage[PressKit]):
    def _is_possible(self, name: str, row: PressKit, user: User, pending: PendingPublication | None) -> bool:
        if name == "approve" and row.signed_by_id is not None:
            return False
        return super()._is_possible(name, row, user, pending)


PAGE: Final = KitPage(
    KITS,
    view=VIEW,
    name="press_kit",
    home="press_kits",
    folder="press",
    form=KitForm,
    words=Words(
        home=_("Press kits"),
        new=_("New press kit"),
        edit=_("Write the press kit"),
        read=_("Read the press kit"),
        approval=_(
            "Without an embargo it becomes public at once. Otherwise accredited media read it now, and everybody at the end of the embargo."
        ),
    ),
    context=context,
)
