"""Show and save staff forms."""

from __future__ import annotations

from dataclasses import dataclass

from portal.common import saving
from portal.common.saving import Difference, differences, status_of

__all__ = ["Difference", "FormPage", "differences", "status_of"]


@dataclass(frozen=True)
class FormPage(saving.FormPage):
    template: str = "staff/form.html"
