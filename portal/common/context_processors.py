"""Context of all pages for signed-in users."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.web.form_recovery import who_token

# Label, URL name, required permission.
ENTRIES = (
    (_("Waiting"), "staff:start", "accounts.enter_office"),
    (_("Submissions"), "staff:concerns", "proposals.review_concerns"),
    (_("Meetings"), "staff:meetings", "consultations.view_meetings"),
    (_("Reports"), "staff:reports", "consultations.view_meetings"),
    (_("Demands"), "staff:demands", "proposals.view_demands"),
    (_("Digests"), "staff:digests", "proposals.view_digests"),
    (_("Programmes and partnerships"), "staff:cooperation", "accounts.enter_office"),
    (_("Associations"), "staff:associations", "partners.view_associations"),
    (_("Reference"), "staff:reference", "reference.change"),
    (_("People"), "staff:people", "accounts.manage_people"),
    (_("My account"), "members:home", ""),
)
# Where the pages of an entry have other addresses than its own.
UNDER = {
    "staff:cooperation": (
        "staff:partnership_desk",
        "staff:guide_chapters",
        "staff:networks",
        "staff:trainings",
        "staff:press_kits",
        "staff:institution_requests",
        "staff:programmes",
    ),
}


def context(request: HttpRequest) -> dict[str, Any]:
    """Only on office pages: public pages must not read the user."""
    match = request.resolver_match
    if match is None or match.namespace not in {"staff", "members"} or not request.user.is_authenticated:
        return {}
    return {
        "who_token": who_token(request.user.pk),
        "functions": request.user.functions,
        "office_entries": _entries(request),
    }


def _entries(request: HttpRequest) -> list[dict[str, Any]]:
    """The sections that the user may open. The start page is current only on its own path, because every path begins with it."""
    start, found = reverse("staff:start"), []
    for label, name, right in ENTRIES:
        if right and not request.user.has_perm(right):
            continue
        roots = [reverse(each) for each in (name, *UNDER.get(name, ()))]
        is_current = any(request.path == root or (root != start and request.path.startswith(root)) for root in roots)
        found.append({"label": label, "url": roots[0], "is_current": is_current})
    return found
