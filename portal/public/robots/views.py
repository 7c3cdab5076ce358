"""robots.txt, sitemaps and other files for programs."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from publications.models import Document

PER_SITEMAP = 1000
PAGES = {
    "meeting": "public:meeting",
    "report": "public:report",
    "demand": "public:demand",
    "association": "public:association",
    "digest": "public:digest",
    "concern": "public:concern",
    "guide": "public:guide",
    "network": "public:network",
    "statement": "public:statement",
    "partnership": "public:partnership",
    "training": "public:training",
    "programme": "public:programme",
}
LISTS = (
    "home", "meetings", "reports", "demands", "unanswered", "concerns", "guides", "programmes", "programme_calendar", "trainings", "partnerships", "digests", "associations", "association_criteria",
    "networks", "statements", "themes", "areas",
    "figures", "about", "how_we_count", "verify",
)  # fmt: skip


def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /staff/", "Disallow: /members/", "Disallow: /accounts/"]
    lines += ["Disallow: /*?q=", "", f"Sitemap: {settings.PUBLIC_ORIGIN}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """An index of sitemaps, because the number of URLs in one sitemap is limited."""
    pages = -(-_documents().count() // PER_SITEMAP)
    addresses = [settings.PUBLIC_ORIGIN + reverse("sitemap_page", args=[number]) for number in range(pages + 1)]
    return render(request, "public/robots/sitemap_index.xml", {"addresses": addresses}, content_type="application/xml")


def sitemap_page(request: HttpRequest, *, number: int) -> HttpResponse:
    """Page 0 has the lists, each following page a thousand documents."""
    if number == 0:
        entries = [(_path(f"public:{name}"), None) for name in LISTS]
    else:
        start = (number - 1) * PER_SITEMAP
        rows = _documents().values_list("kind", "key", "live__published_at")[start : start + PER_SITEMAP]
        entries = [(_path(PAGES[kind], key), published_at) for kind, key, published_at in rows]
        if not entries:
            raise Http404
    languages = [code for code, _name in settings.LANGUAGES]
    context = {"entries": entries, "languages": languages, "origin": settings.PUBLIC_ORIGIN}
    return render(request, "public/robots/sitemap.xml", context, content_type="application/xml")


def _documents():
    return Document.objects.using(settings.PUBLIC_DATABASE).filter(is_listed=True, kind__in=PAGES).order_by("id")


def _path(name: str, *args: str) -> str:
    """The path without its language."""
    return reverse(name, args=args)[3:]
