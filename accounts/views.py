from typing import Any, cast

from allauth.account.views import EmailView, PasswordResetView, SignupView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.actions import people
from accounts.forms import ResetForm, SignUpForm
from accounts.models import User
from core.errors import DomainError
from core.web.middleware import LANGUAGE_ASKED, keep_language
from core.web.refusals import status_of
from core.web.typed_form import IN_LANGUAGE, asks_for_language, show_typed

reset_password = login_not_required(PasswordResetView.as_view(form_class=ResetForm))


class SignUp(SignupView):
    """allauth's page, which also shows in another language what was typed."""

    form_class = SignUpForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if asks_for_language(request):
            request.method = "GET"
            return self.get(request, *args, **kwargs)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if IN_LANGUAGE in self.request.POST:
            show_typed(form, self.request.POST)
        return form


sign_up = SignUp.as_view()


class AddressesView(EmailView):
    """allauth's page of an account's addresses, with a lock, so that simultaneous equal requests are no error."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**{"refusal": ""} | given)
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = cast("User", request.user)
        try:
            with transaction.atomic():
                people.lock_account(user)
                if "action_primary" in request.POST:
                    people.check_primary_is_free(user, request.POST.get("email", ""))
                response: HttpResponse = super().post(request, *args, **kwargs)
                return response
        except DomainError as refusal:
            context = self.get_context_data(form=self.get_form_class()(user), refusal=refusal.message)
            return self.render_to_response(context, status=status_of(refusal))


addresses = AddressesView.as_view()


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Store the language of office pages: in the account, or in a cookie before sign-in."""
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
    """The path of the previous page on this site, without its query string."""
    back = request.POST.get("next", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, None, require_https=request.is_secure()):
        path, _mark, query = back.partition("?")
        kept = [part for part in query.split("&") if part.partition("=")[0] not in ("", LANGUAGE_ASKED)]
        return f"{path}?{'&'.join(kept)}" if kept else path
    return settings.LOGIN_REDIRECT_URL
