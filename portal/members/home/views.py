from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partners.models import Association
from portal.members.meetings.views import coming
from proposals.demands import verdicts


def home(request: HttpRequest) -> HttpResponse:
    """The account page, with the associations that the user represents."""
    associations = Association.objects.visible_to(request.user) if not request.user.is_cell_staff else []
    rows = [{"association": each, "asked": verdicts.open_for(each).count()} for each in associations]
    context = {"rows": rows, "associations": associations, "coming": coming(request) if associations else []}
    return render(request, "members/home/home.html", context)
