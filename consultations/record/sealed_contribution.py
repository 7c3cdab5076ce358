"""Confidential contributions: sealed on arrival, opened only with permission, each opening recorded."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from consultations.models import ContributionOpening, Intervention
from core.crypto import sealing
from core.errors import DomainError
from core.text.texts import Texts

OPEN = "consultations.open_confidential"


def sealed(text: Texts) -> dict[str, Any]:
    """The columns of a contribution that hold ``text`` so that only the cell's private key opens it."""
    if not text:
        raise DomainError(_("Write what was said."))
    try:
        box = sealing.seal(text.model_dump_json().encode())
    except sealing.CannotSeal as error:
        raise DomainError(_("This server has no key to seal a confidential text with. Note it on paper.")) from error
    return {"text": Texts(), "sealed": box.content, "sealed_with": box.key}


def read(intervention: Intervention, *, by: User) -> Texts:
    """The text of a contribution. The opening of a confidential one is recorded before the text is returned.

    Raises :class:`core.crypto.sealing.CannotOpen` if this process does not have the private key.
    """
    if not intervention.is_confidential:
        return intervention.text
    require(by, OPEN)
    text = Texts.model_validate_json(sealing.open_sealed(bytes(intervention.sealed), intervention.sealed_with))
    ContributionOpening.objects.create(intervention=intervention, by=by)
    return text
