"""Addresses without a language."""

from django.urls import path

from portal.public import addresses  # noqa: F401 - registers the converters
from portal.public.door import public
from portal.public.views import robots

urlpatterns = [
    path("robots.txt", public(robots.robots), name="robots"),
    path("sitemap.xml", public(robots.sitemap), name="sitemap"),
    path("sitemap-<small:number>.xml", public(robots.sitemap_page), name="sitemap_page"),
]
