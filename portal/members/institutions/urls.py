"""The address in mails to institutions: without a language before it."""

from django.urls import path

from portal.members.institutions import views

urlpatterns = [path("<slug:token>/", views.answer, name="institution_answer")]
