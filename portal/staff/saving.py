"""Show and save staff forms."""

from __future__ import annotations

from dataclasses import dataclass

from portal.common import saving
from portal.common.saving import Difference, differences

__all__ = ["Difference", "FormPage", "differences"]


@dataclass(frozen=True)
class FormPage(saving.FormPage):
    template: str = "staff/form.html"
