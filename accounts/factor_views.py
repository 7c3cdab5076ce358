"""Views of the second factor that differ from allauth's."""

from __future__ import annotations

from functools import wraps
from typing import Any, cast

from allauth.mfa.base.views import ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.views import add_webauthn, remove_webauthn
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import mailbox_codes
from accounts.factor_changes import View, noting_changes
from accounts.factor_forms import ConfirmWithKeyForm, MailboxCodeForm
from accounts.models import User
from accounts.wrong_codes import ConfirmWithCodeForm
from core.db.rate_limits import Reached

ENROLMENTS = ("enrol_app", "enrol_key")


class ConfirmView(ReauthenticateView):
    """Asks again for the second factor: a code of the app, a recovery code, or a security key. Then redirects to ``next``."""

    def get_form_class(self) -> Any:
        return ConfirmWithKeyForm if self._sent_key() else ConfirmWithCodeForm

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given) | {"key_errors": []}
        if self._sent_key():
            context |= {"key_errors": context["form"].errors.get("credential", [])}
            context["form"] = ConfirmWithCodeForm(user=self.request.user)
        has_key = Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.WEBAUTHN).exists()
        if has_key:
            context["js_data"] = {"request_options": begin_authentication(self.request.user)}
        return context | {"has_key": has_key, "next": self.get_next_url() or ""}

    def _sent_key(self) -> bool:
        return "credential" in self.request.POST


def after_mailbox(enrol: View) -> View:
    """Decorator: to enrol the first second factor, the user must have confirmed a code sent to the mailbox."""

    @wraps(enrol)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not cast(User, request.user).has_second_factor and not mailbox_codes.is_confirmed(request):
            return redirect(_mailbox_page(request.resolver_match.view_name if request.resolver_match else ""))
        return enrol(request, *args, **kwargs)

    return guarded


def confirm_mailbox(request: HttpRequest) -> HttpResponse:
    if cast(User, request.user).has_second_factor:
        return redirect("mfa_index")
    asked = request.POST.get("then") or request.GET.get("then", "")
    then = asked if asked in ENROLMENTS else ENROLMENTS[0]
    if mailbox_codes.is_confirmed(request):
        return redirect(then)
    form = MailboxCodeForm(request.POST if "code" in request.POST else None, request=request)
    if form.is_bound and form.is_valid():
        return redirect(then)
    refusal = ""
    if request.method == "POST" and not form.is_bound:
        try:
            mailbox_codes.send(request)
            return redirect(_mailbox_page(then))
        except Reached:
            refusal = _("Enough codes were sent to this mailbox today. Go on tomorrow.")
    context = {"form": form, "then": then, "refusal": refusal, "is_pending": mailbox_codes.is_pending(request)}
    return render(request, "mfa/mailbox.html", context)


def _mailbox_page(then: str) -> str:
    return f"{reverse('confirm_mailbox')}?{urlencode({'then': then})}"


confirm_factor = ConfirmView.as_view()
enrol_app = after_mailbox(noting_changes(activate_totp))
enrol_key = after_mailbox(noting_changes(add_webauthn))
remove_app = noting_changes(deactivate_totp)
remove_key = noting_changes(remove_webauthn)
renew_codes = noting_changes(generate_recovery_codes)
