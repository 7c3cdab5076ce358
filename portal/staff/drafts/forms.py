from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.staff.forms import Fold, VersionedForm
from portal.staff.reports.forms import ApproveForm


class DraftForm(VersionedForm):
    """The form of a drafted text. A kind names its fields, ``change_note`` among them, and puts :attr:`note` at the end of its layout."""

    @property
    def note(self) -> Any:
        """Open in a correction, folded before the first edition."""
        return "change_note" if self.is_correction else Fold(_("What changes in this edition"), "change_note")

    @property
    def is_correction(self) -> bool:
        return self.instance.pk is not None and any(step.move == "correct" for step in self.instance.steps.all())


class ApproveTextForm(ApproveForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["has_read"].error_messages["required"] = _("Read the text first, then tick this.")
