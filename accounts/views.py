from allauth.account.views import PasswordResetView, SignupView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.forms import ResetForm, SignUpForm
from core.middleware import LANGUAGE_ASKED, keep_language

sign_up = SignupView.as_view(form_class=SignUpForm)
reset_password = login_not_required(PasswordResetView.as_view(form_class=ResetForm))


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language of office pages: on the account, or in a cookie before sign-in."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Http404
    response = HttpResponseRedirect(_way_back(request))
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    else:
        keep_language(request, response, language)
    return response


def _way_back(request: HttpRequest) -> str:
    """The page that the person was on, as a path on this site; what it asked for in its address is over with the choice."""
    back = request.POST.get("next", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, None, require_https=request.is_secure()):
        path, _mark, query = back.partition("?")
        kept = [part for part in query.split("&") if part.partition("=")[0] not in ("", LANGUAGE_ASKED)]
        return f"{path}?{'&'.join(kept)}" if kept else path
    return settings.LOGIN_REDIRECT_URL
