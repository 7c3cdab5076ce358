"""Addresses for media, which stand in mails and on public pages: without a language before them."""

from django.urls import path

from portal.members.press import views

urlpatterns = [
    path("accreditation/", views.accreditation, name="press_accreditation"),
    path("kit/<slug:token>/", views.kit, name="press_kit"),
]
