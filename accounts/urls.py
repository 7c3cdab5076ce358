"""Our URLs come first and replace allauth's with the same path."""

from django.urls import path

from accounts import factor_views, views

urlpatterns = [
    path("language/", views.choose_language, name="choose_language"),
    path("signup/", views.sign_up, name="sign_up"),
    path("email/", views.addresses, name="own_addresses"),
    path("password/reset/", views.reset_password, name="reset_password"),
    path("2fa/reauthenticate/", factor_views.confirm_factor, name="confirm_factor"),
    path("2fa/mailbox/", factor_views.confirm_mailbox, name="confirm_mailbox"),
    path("2fa/totp/activate/", factor_views.enrol_app, name="enrol_app"),
    path("2fa/webauthn/add/", factor_views.enrol_key, name="enrol_key"),
    path("2fa/totp/deactivate/", factor_views.remove_app, name="remove_app"),
    path("2fa/webauthn/keys/<int:pk>/remove/", factor_views.remove_key, name="remove_key"),
    path("2fa/recovery-codes/generate/", factor_views.renew_codes, name="renew_codes"),
]
