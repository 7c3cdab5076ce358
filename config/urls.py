from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from portal import health
from portal.members.certificates import views as certificates
from portal.members.concerns.follow import follow
from portal.members.concerns.follow_by_code import by_code
from portal.members.meetings.registration import register
from portal.members.meetings.views import invited, invited_qr
from portal.members.news import views as news
from portal.members.trainings import passes

home = login_not_required(RedirectView.as_view(url=f"/{settings.LANGUAGE_CODE}/", permanent=False))

handler500 = "portal.common.errors.server_error"

urlpatterns = [
    # First, because most requests are for them.
    *i18n_patterns(path("", include("portal.public.urls")), prefix_default_language=True),
    path("", home, name="root"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("members/", include("portal.members.urls")),
    path("follow/", by_code, name="follow_by_code"),
    path("follow/<slug:token>/", follow, name="follow"),
    path("following/", include("portal.members.following.urls")),
    path("press/", include("portal.members.press.urls")),
    path("answer/", include("portal.members.institutions.urls")),
    path("news/stopped/", news.stopped, name="news_stopped"),
    path("news/<slug:token>/stop/", news.stop, name="news_stop"),
    path("invited/<slug:token>/", invited, name="invited"),
    path("invited/<slug:token>/qr.svg", invited_qr, name="invited_qr"),
    path("pass/<slug:token>/", passes.training_pass, name="training_pass"),
    path("pass/<slug:token>/qr.svg", passes.training_pass_qr, name="training_pass_qr"),
    path("pass/<slug:token>/<slug:language>.pdf", passes.training_pass_certificate, name="training_pass_certificate"),
    path("certificates/", certificates.check, name="certificate_check"),
    path("certificates/<slug:code>/", certificates.certificate, name="certificate"),
    path("register/<slug:key>/", register, name="register"),
    path("staff/", include("portal.staff.urls")),
    path("", include("portal.public.root_urls")),
]
