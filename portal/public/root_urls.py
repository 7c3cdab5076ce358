"""URLs without a language."""

from django.urls import path

from portal.public import converters  # noqa: F401 - registers the converters
from portal.public.decorators import public
from portal.public.robots import views as robots

urlpatterns = [
    path("robots.txt", public(robots.robots), name="robots"),
    path("sitemap.xml", public(robots.sitemap), name="sitemap"),
    path("sitemap-<small:number>.xml", public(robots.sitemap_page), name="sitemap_page"),
]
