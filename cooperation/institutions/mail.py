"""Mails to contacts of institutions, and to whoever asked them. They hold nothing of the matter; links are made when they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cooperation.institutions import requests
from cooperation.models import InstitutionRequest
from cooperation.states import RequestState
from core import clock, mail
from core.db.outbox import doer
from core.text import formats


@doer("cooperation.institution_mail")
def send_request(payload: Mapping[str, Any]) -> None:
    row = InstitutionRequest.objects.select_related("contact__institution").get(pk=payload["request"])
    contact = row.contact
    if row.state != RequestState.SENT or row.expires_at <= clock.now():
        return
    with translation.override(contact.language):
        address = settings.PUBLIC_ORIGIN + reverse("institution_answer", args=[requests.token_of(row)])
        paragraphs = [
            contact.institution.name.in_language(contact.language).text,
            contact.function,
            _(
                "The communication cell has something to ask you. It stands on this page, where you can answer without an account:\n%(address)s"
            )
            % {"address": address},
            _("The link is for you alone and works until %(day)s.")
            % {"day": formats.day(row.expires_at.date(), contact.language)},
        ]
        mail.send(_subject(contact.language), "\n\n".join(paragraphs), contact.email)


@doer("cooperation.institution_answer_mail")
def send_answered(payload: Mapping[str, Any]) -> None:
    row = InstitutionRequest.objects.get(pk=payload["request"])
    sender = row.steps.select_related("by").get(move="send").by
    if sender is None or not sender.is_active or not sender.has_perm("cooperation.write_to_institutions"):
        return
    with translation.override(sender.language):
        address = settings.PUBLIC_ORIGIN + reverse("staff:institution_request", args=[row.pk])
        body = _("An institution answered you. Read it here, after signing in:\n%(address)s") % {"address": address}
        mail.send(_subject(sender.language), body, sender.email)


def _subject(language: str) -> str:
    return _("%(site)s: message of the cell") % {"site": settings.SITE["name"].in_language(language).text}
