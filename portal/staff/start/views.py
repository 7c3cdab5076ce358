from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.staff.decorators import needs
from portal.staff.start import page


@needs("accounts.enter_office")
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "staff/start/start.html", page.context(request.user))
