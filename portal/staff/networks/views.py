"""Networks and their statements in the office: the lists, who belongs to a network, and the edition with its members of today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cooperation.models import JointText, Network
from cooperation.networks import members as actions, members_edition
from cooperation.networks.coordination import in_force
from cooperation.networks.drafting import NETWORKS
from cooperation.networks.joint_texts import shown_titles
from cooperation.networks.states import UNREAD_BY_THE_CELL
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, note_refusal, step_of
from portal.staff.findings.part import Part
from portal.staff.networks.page import NETWORK_PAGE, VIEW
from portal.staff.reading import ReadForm, changes_since
from publications.labels import CONSENT_RULES
from publications.network_ring import ring
from publications.pending import PendingPublication
from publications.schemas import NetworkDocument


@needs(VIEW)
def networks(request: HttpRequest) -> HttpResponse:
    page = lists.page_by_key(request, Network.objects.visible_to(request.user), ("-founded_on", "-id"))
    context = {"page": page, "may_write": request.user.has_perm(NETWORKS.write_right)}
    return render(request, "staff/networks/networks.html", context)


@needs(VIEW)
def statements(request: HttpRequest) -> HttpResponse:
    rows = JointText.objects.visible_to(request.user).select_related("network")
    page = lists.page_by_key(request, rows, ("-id",))
    titles = shown_titles(list(page), unread=UNREAD_BY_THE_CELL)
    shown = [(row, titles[row.pk]) for row in page]
    return render(request, "staff/networks/statements.html", {"page": page, "shown": shown})


@needs(NETWORKS.write_right)
@step_of(NETWORK_PAGE.open)
def invite_coordinator(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.invite_coordinator(NETWORK_PAGE.row(request, pk), by=request.user)
    except DomainError as error:
        return NETWORK_PAGE.read(request, pk, refusal=error.message, status=status_of(error))
    return redirect("staff:network", pk)


@needs(VIEW)
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Who belongs to it and who asks to; beside the edition that would show the members of today."""
    return _members(request, pk)


@needs(NETWORKS.approve_right)
@step_of(members)
def members_publish(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = NETWORK_PAGE.row(request, pk), ReadForm(request.POST)
    if not form.is_valid():
        return _members(request, pk, status=400, refusal=_("Read it again, then decide."))
    try:
        members_edition.publish(row, by=request.user, **form.values)
    except DomainError as error:
        if isinstance(error, NotAllowed):
            note_refusal(request)
        typed = form.values if isinstance(error, EditedMeanwhile) else None
        return _members(request, pk, status=status_of(error), refusal=error.message, typed=typed)
    return redirect("staff:network_members", pk)


def _members(request: HttpRequest, pk: int, *, status: int = 200, refusal: Any = "", typed: Any = None) -> HttpResponse:
    row, user = NETWORK_PAGE.row(request, pk), request.user
    pending = _pending(row)
    found = Part(pending, "network-members", row.pk, "", user.has_perm(NETWORKS.approve_right)) if pending else None
    why_not = pending.refusal_of(user.pk) if pending else ""
    document = found.marked.main.body if found else None
    may_publish = pending is not None and not why_not and user.has_perm(NETWORKS.approve_right)
    page = lists.page_by_key(request, row.memberships.select_related("association"), ("-id",))
    context = {
        "network": row,
        "page": page,
        "found": found,
        "document": document,
        "ring": ring(len(document.members), document.unnamed) if isinstance(document, NetworkDocument) else [],
        "rule": CONSENT_RULES[in_force(row).consent_rule],
        "changes": changes_since(typed, pending),
        "why_not": why_not,
        "publish_form": ReadForm(initial=pending.carried()) if pending and may_publish else None,
        "refusal": refusal,
    }
    return render(request, "staff/networks/members.html", context, status=status)


def _pending(row: Network) -> PendingPublication | None:
    """``None`` where the public reads the members of today already, or nothing."""
    try:
        pending = members_edition.pending(row)
    except DomainError:
        return None
    return None if pending.main.is_unchanged else pending
