"""The pages of a digest in the office: worded line by line, and read beside the numbers of today."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from portal.staff.digests import order
from portal.staff.digests.forms import DigestForm
from portal.staff.drafts.page import DraftPage, Words
from portal.staff.saving import FormPage
from proposals.digests import approval, drafts
from proposals.digests.approval import DIGESTS
from proposals.models import Digest
from publications.digest_voices import numbers, shown
from publications.pending import PendingPublication
from publications.schemas import DigestDocument
from publications.schemas.digest import DigestTotals

VIEW, WRITE = "proposals.view_digests", DIGESTS.write_right


class Compared(NamedTuple):
    """A number of the draft beside the same number today."""

    label: str
    frozen: str
    today: str


def context(
    digest: Digest, _pending: PendingPublication | None, document: DigestDocument | None, user: User
) -> dict[str, Any]:
    is_open = digest.is_writable or digest.state == "in_review"
    return {
        "shown": shown(document) if document else None,
        "compared": compared(digest, document) if is_open and document else [],
        "may_recompose": user.has_perm(WRITE) and is_open,
    }


def compared(digest: Digest, document: DigestDocument) -> list[Compared]:
    """The numbers that are others today; something else may have changed, too: then one line without numbers."""
    today = approval.totals_today(digest)
    if today is None:
        return []
    before, after = _by_label(document.totals), _by_label(today)
    labels = [label for label in {**before, **after} if before.get(label) != after.get(label)]
    return [Compared(label, before.get(label, "–"), after.get(label, "–")) for label in labels] or [
        Compared(str(_("Words or dates of demands")), "–", "–")
    ]


def _by_label(totals: DigestTotals) -> dict[str, str]:
    return {number.label: number.words for number in numbers(totals)}


class DigestPage(DraftPage[Digest]):
    def edit(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, back = self.row(request, pk), reverse("staff:digest", args=[pk])

        def make(typed: Any) -> DigestForm:
            return DigestForm(typed, instance=Digest.objects.get(pk=pk))

        def save(cleaned: dict[str, Any]) -> str:
            drafts.save(row, by=request.user, **cleaned)
            return back

        page_of_form = FormPage(make, save, _("Wording of the digest"), back=back, more={"is_wide": True})
        if order.MOVE in request.POST:
            typed = order.moved(request.POST, make(request.POST).groups)
            return page_of_form.show(request, make(typed), is_moved=True)
        return page_of_form.respond(request)


PAGE: Final = DigestPage(
    DIGESTS,
    view=VIEW,
    name="digest",
    home="digests",
    folder="digests",
    form=DigestForm,
    words=Words(
        home=_("Digests"),
        new=_("Compose the digest"),
        edit=_("Edit the wording"),
        read=_("Read the digest"),
        approval=_("It becomes public at once, and those who follow by e-mail are told."),
    ),
    context=context,
)
