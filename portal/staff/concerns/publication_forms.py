"""The form of the public wording of a concern."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import Fieldset
from portal.staff.forms import Fold, VersionedForm, areas_field, themes_field
from portal.staff.reports.forms import ApproveForm as ApproveReportForm
from proposals.concerns.publication import GIVES_AWAY, TEXTS, Wording, given_away, was_published
from proposals.models import PublishedConcern
from publications.models import Document
from publications.schemas import MeetingDocument


class PublicationForm(VersionedForm):
    """A text that names a sender who asked not to be named is refused at its field."""

    tall = {"text": 8, "suggestion": 4, "answer": 5, "change_note": 2}
    themes = themes_field(required=True)
    areas = areas_field()

    class Meta:
        model = PublishedConcern
        fields = (
            "title", "text", "suggestion", "answer", "themes", "areas", "shows_name", "meeting_key", "change_note",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.may_show_name:
            del self.fields["shows_name"]
        meetings = announced_meetings(self.instance)
        if meetings:
            label = self.fields["meeting_key"].label
            choices = [("", _("No meeting")), *meetings]
            self.fields["meeting_key"] = forms.ChoiceField(label=label, required=False, choices=choices)
        else:
            del self.fields["meeting_key"]

    @property
    def layout(self) -> tuple[Any, ...]:
        about = [name for name in ("themes", "areas", "shows_name", "meeting_key") if name in self.fields]
        note = "change_note"
        return (
            Fieldset(_("What the public reads"), "title", "text", "suggestion"),
            Fieldset(_("The answer of the cell"), "answer"),
            *about,
            note if was_published(self.instance) else Fold(_("What changes in this edition"), note),
            "version",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        texts = {name: cleaned[name] for name in TEXTS if name in cleaned}
        for field, name in given_away(self.instance, texts).items():
            self.add_error(field, forms.ValidationError(GIVES_AWAY % {"name": name}, code="sender"))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        return {"version": cleaned.pop("version"), "wording": Wording(**cleaned)}


def announced_meetings(published: PublishedConcern) -> list[tuple[str, str]]:
    """Public meetings on whose agenda the concern stands: key and title. Two queries."""
    keys = list(published.concern.agenda_items.values_list("meeting__key", flat=True))
    rows = Document.objects.listed(MeetingDocument.kind).filter(key__in=keys) if keys else Document.objects.none()
    return [(row.key, str(row.live.body.title)) for row in rows.select_related("live") if row.live]


class ApproveForm(ApproveReportForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["has_read"].error_messages["required"] = _("Read the text first, then tick this.")
