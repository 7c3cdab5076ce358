from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partners.models import Association
from portal.members.meetings.views import coming


def home(request: HttpRequest) -> HttpResponse:
    """The account page, with the associations that the user represents."""
    associations = Association.objects.visible_to(request.user) if not request.user.is_cell_staff else []
    context = {"associations": associations, "coming": coming(request) if associations else []}
    return render(request, "members/home/home.html", context)
