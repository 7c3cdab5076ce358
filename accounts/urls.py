"""Ours come before allauth's of the same address, which they replace."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("language/", views.choose_language, name="choose_language"),
    path("signup/", views.sign_up, name="sign_up"),
    path("email/", views.addresses, name="own_addresses"),
    path("password/reset/", views.reset_password, name="reset_password"),
]
