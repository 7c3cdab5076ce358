"""Addresses for people without an account, which stand in mails and on public pages: without a language before them."""

from django.urls import path

from portal.members.following import views

urlpatterns = [
    path("new/", views.new, name="following_everything"),
    path("new/<slug:kind>/<key:key>/", views.new, name="following_new"),
    path("left/", views.left, name="following_left"),
    path("confirm/<slug:token>/", views.confirm, name="following_confirm"),
    path("<slug:token>/", views.followed, name="following"),
    path("<slug:token>/leave/", views.leave, name="following_leave"),
]
