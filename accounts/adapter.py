from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by an administrator; the sign-up of associations brings its own page."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/staff/" if getattr(request.user, "is_cell_staff", False) else "/members/"

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""
