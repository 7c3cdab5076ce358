"""Pages that explain how the portal works."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.public.pages import personal_data
from publications import reader


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/pages/about.html", {"section": "about"})


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/pages/privacy.html", {"collections": personal_data.collections()})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/pages/accessibility.html")


def how_we_count(request: HttpRequest) -> HttpResponse:
    return render(request, "public/pages/how_we_count.html")


def verify(request: HttpRequest) -> HttpResponse:
    """Uses a real edition as example, if there is one."""
    example = reader.documents("report").first()
    return render(request, "public/pages/verify.html", {"example": example})
