"""The PDF of a certificate, made when it is asked for: no file with a name is stored."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext as _, override, pgettext

from cooperation.models import Certificate
from core.text import formats
from core.text.bidi import CONTROLS
from core.text.texts import Texts
from portal.common import qr
from publications import pdf

LANGUAGES: Final = ("ar", "fr")


def of(enrolment: Any) -> Certificate | None:
    """The valid one, whose name is not deleted."""
    found = enrolment.certificates.filter(state="valid").first()
    return found if found and enrolment.participant else None


def file(enrolment: Any, language: str) -> HttpResponse:
    certificate = of(enrolment)
    if certificate is None or language not in LANGUAGES:
        raise Http404
    with override(language):
        made = pdf.certificate(content(certificate, language), made_at=timezone.now())
    headers = {
        "Content-Disposition": f'inline; filename="{certificate.code}-{language}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def content(row: Certificate, language: str) -> dict[str, Any]:
    enrolment = row.enrolment
    address = settings.PUBLIC_ORIGIN + reverse("certificate", args=[row.code])
    site, cell = (settings.SITE[name].in_language(language).text for name in ("name", "cell"))
    held = _("%(sessions)s of %(held)s") % {
        "sessions": formats.number(row.sessions, language),
        "held": formats.number(row.sessions_held, language),
    }
    return {
        "language": language,
        "dir": _direction(language),
        "site": site,
        "cell": cell,
        "heading": _("Certificate of participation"),
        "says": _("The communication cell certifies that"),
        "name": _written(enrolment.participant),
        "of": _("of the association"),
        "association": _words(enrolment.association.name, language),
        "took-part": _("took part in the training"),
        "title": _words(row.title, language),
        "facts": [
            {"label": pgettext("training", "Sessions"), "value": held},
            {"label": _("Hours"), "value": formats.number(round(row.minutes / 60), language)},
            {"label": _("Issued on"), "value": formats.day(row.issued_on, language)},
        ],
        "notice": _demonstration(enrolment),
        "number-label": _("Number of the certificate"),
        "number": row.code,
        "check": _("Everybody can check this number here. The page shows no name."),
        "address": address,
        "qr": qr.svg(address),
        "qr-alt": _("QR code that leads to the page that checks this certificate"),
    }


def _demonstration(enrolment: Any) -> str:
    return _("Demonstration record") if enrolment.training.is_demonstration else ""


def _words(texts: Texts, language: str) -> dict[str, str]:
    text, written_in, _is_fallback = texts.in_language(language)
    return {"text": _contained(text), "lang": written_in, "dir": _direction(written_in)}


def _written(name: str) -> dict[str, str]:
    """A typed name without known language."""
    language = "ar" if any("\u0600" <= letter <= "\u06ff" for letter in name) else "fr"
    return {"text": _contained(name), "lang": language, "dir": _direction(language)}


def _contained(text: str) -> str:
    return "".join(each for each in text if each not in CONTROLS)


def _direction(language: str) -> str:
    return "rtl" if get_language_info(language)["bidi"] else "ltr"
