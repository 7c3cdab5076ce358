"""The list of actions that need a recent second factor: publishing, opening a sealed text, exporting, changing functions.

``tests/step_up.py`` checks this in every test: a test fails if a staff view that is not listed here publishes, opens a sealed text
or changes functions.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts import second_factor
from accounts.middleware import SAFE, Respond, ask_for_factor
from portal.staff.drafts.pages import DRAFT_PAGES
from portal.staff.recorder.decorators import json_refusal

DRAFTS: Final = frozenset(f"staff:{page.name}_{step}" for page in DRAFT_PAGES for step in ("approve", "withdraw"))
PUBLISHING: Final = DRAFTS | frozenset(
    {
        "staff:report_approve",
        "staff:report_withdraw",
        "staff:meeting_announce",
        "staff:meeting_postpone",
        "staff:meeting_cancel",
        "staff:follow_up_approve",
        "staff:ledger_change_approve",
        "staff:publication_approve",
        "staff:publication_withdraw",
        "staff:verdict_publish",
        "staff:verdict_refuse",
        "staff:supporters_publish",
        "staff:network_members_publish",
        "staff:association_publish",
        # Suspending removes the association from the directory; verifying again may publish its page.
        "staff:association_move",
        # Emptied fields are removed from the public page immediately.
        "staff:association_edit",
        # Areas, themes and helplines: entries, and the publication of the list.
        "staff:reference_publish",
        "staff:reference_new",
        "staff:reference_entry",
    }
)
OPENING: Final = frozenset(
    {"staff:concern_open", "staff:concern_file_open", "staff:contribution_open", "staff:live_open"}
)
# Also for GET.
EXPORTING: Final = frozenset({"staff:attendance_sheet"})
CHANGING_FUNCTIONS: Final = frozenset(
    {
        "staff:person_new",
        "staff:function_give",
        "staff:function_end",
        "staff:person_disable",
        "staff:person_enable",
        "staff:factor_reset_ask",
        "staff:factor_reset_approve",
        "staff:factor_reset_withdraw",
    }
)
NEEDS_FRESH_FACTOR: Final = PUBLISHING | OPENING | EXPORTING | CHANGING_FUNCTIONS
# JSON endpoints.
JSON: Final = frozenset({"staff:live_open"})


class FreshFactor:
    """Asks for the second factor again before such an action. Users without permission are refused without being asked."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, *_arguments: object) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in NEEDS_FRESH_FACTOR or (request.method in SAFE and name not in EXPORTING):
            return None
        if not request.user.is_authenticated or not request.user.has_perms(getattr(view, "needs", ())):
            return None
        if not second_factor.must_confirm(request):
            return None
        if name in JSON:
            return json_refusal(403, _("Show your second factor again first: open the text in the office."))
        return ask_for_factor(request)
