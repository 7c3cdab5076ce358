from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core import contacts
from portal.staff.decorators import needs
from portal.staff.start.demands import mine
from portal.staff.start.todo import in_inbox, waiting_for


@needs("accounts.enter_office")
def start(request: HttpRequest) -> HttpResponse:
    waiting = waiting_for(request.user)
    context = {
        "waiting": waiting,
        "has_deadline": any(each.remaining for each in waiting),
        "in_inbox": in_inbox(request.user),
        "demands": mine(request.user),
        "missing_contacts": contacts.missing() if request.user.has_perm("accounts.manage_people") else [],
        "today": timezone.localdate(),
        "may_enter": request.user.has_perm("proposals.enter_concerns"),
        "may_record": request.user.has_perm("consultations.record_meetings"),
    }
    return render(request, "staff/start/start.html", context)
