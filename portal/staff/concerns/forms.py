"""Forms for emergencies, and for entering concerns from paper or telephone. Those for the steps: :mod:`portal.staff.concerns.step_forms`."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from core import date_limits
from core.errors import DomainError
from core.files import limits
from core.files.examining import examine
from core.files.names import shown_name
from core.text.forms import DayInput
from partners.models import Association
from portal.common.forms import Fieldset
from portal.staff.forms import Fold, OfficeForm, areas_field, themes_field
from proposals.concerns.content import PLACE_LENGTH, TEXT_LENGTH, TITLE_LENGTH, Content, Since, TimeOfDay
from proposals.concerns.submission import File, Submission
from proposals.models import Concern
from reference.models import Area, Theme

NOON = dt.time(12)
HERE = [choice for choice in Concern.Channel.choices if choice[0] != Concern.Channel.ONLINE]


class HelplineForm(OfficeForm):
    """``helpline``: its key in the reference data; ``seen`` as in :class:`StepForm`."""

    helpline = forms.SlugField(max_length=60)
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)


class UrgencyForm(OfficeForm):
    is_urgent = forms.TypedChoiceField(
        choices=[("yes", _("yes")), ("no", _("no"))], coerce=lambda value: value == "yes"
    )


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several photos or documents, each examined; cleans to a list of :class:`~proposals.concerns.submission.File`."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[File]:
        uploads = [upload for upload in data or [] if upload]
        if len(uploads) > limits.MAX_FILES:
            raise forms.ValidationError(_("At most %(count)d files."), params={"count": limits.MAX_FILES}, code="many")
        found, errors = [], []
        for upload in uploads:
            try:
                clean = examine(upload)
                found.append(File(clean, shown_name(upload.name, clean)))
            except DomainError as refused:
                errors.append(_refused(upload.name, refused.message))
        if errors:
            raise forms.ValidationError(errors)
        return found


def _refused(name: str, why: str | Promise) -> str:
    return gettext("“%(name)s”: %(why)s") % {"name": name, "why": why}


def unremembered() -> forms.TextInput:
    """A line without autocomplete, so that the browser does not offer the text to the next user: it may be confidential."""
    return forms.TextInput({"dir": "auto", "autocomplete": "off"})


class EntryForm(OfficeForm):
    """``submission``: generated with the page, so that a repeated request makes one concern. ``besides``: the reference of an earlier
    entry that may be the same, after the person has confirmed."""

    submission = forms.UUIDField(widget=forms.HiddenInput({"autocomplete": "off"}))
    besides = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput({"autocomplete": "off"}))
    association = forms.ModelChoiceField(Association.objects.all(), widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("How it was received"), choices=HERE, widget=forms.RadioSelect)
    received_on = forms.DateField(
        label=_("Received on"),
        widget=DayInput(date_limits.LETTERS),
        help_text=_("The promised days count from this day, not from today."),
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), choices=Concern.Kind.choices)
    use = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Concern.Use.choices,
        widget=forms.RadioSelect,
        help_text=_("As the association wishes. For the cell only: it is sealed, and every reading is recorded."),
    )
    title = forms.CharField(label=_("In one sentence"), max_length=TITLE_LENGTH, widget=unremembered())
    text = forms.CharField(
        label=_("What happens"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        help_text=_("In the words of the association. It is kept as you write it, for ever."),
    )
    themes = themes_field(required=True)
    areas = areas_field()
    place = forms.CharField(label=_("Place, in words"), max_length=PLACE_LENGTH, required=False, widget=unremembered())
    since = forms.ChoiceField(label=_("Since when"), choices=[("", "---------"), *Since.choices], required=False)
    times = forms.MultipleChoiceField(
        label=_("Time of day"), choices=TimeOfDay.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    suggestion = forms.CharField(
        label=_("What the association suggests"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )
    files = FilesField(
        label=_("Photos of the paper, or documents"),
        required=False,
        help_text=_("Photos (JPEG, PNG, WebP), PDF and office documents."),
    )
    layout = (
        Fieldset("", "channel", "received_on", "language", css_class="pairs"),
        Fieldset(_("What it says"), "kind", "use", "title", "text", "themes"),
        Fold(_("Place and time"), "areas", "place", "since", "times"),
        Fold(_("What the association suggests"), "suggestion"),
        Fieldset("", "files"),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial.setdefault("submission", uuid.uuid4())
        self.initial.setdefault("received_on", timezone.localdate())
        self.fields["themes"].queryset = Theme.objects.in_use()
        self.fields["areas"].queryset = Area.objects.in_use()

    def clean_received_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        submission = Submission(
            given["submission"],
            given["kind"],
            given["use"],
            given["language"],
            self._content(),
            channel=given["channel"],
            received_at=_moment(given["received_on"]),
            files=given["files"],
        )
        return {"association": given["association"], "submission": submission, "besides": given["besides"]}

    def _content(self) -> Content:
        given = self.cleaned_data
        return Content(
            title=given["title"],
            text=given["text"],
            suggestion=given["suggestion"],
            place=given["place"],
            since=given["since"],
            times=tuple(given["times"]),
            themes=tuple(theme.key for theme in given["themes"]),
            areas=tuple(area.key for area in given["areas"]),
        )


def _moment(day: dt.date) -> dt.datetime:
    """Noon, since the time is unknown: noon is on the same day in all time zones of interest."""
    return min(timezone.make_aware(dt.datetime.combine(day, NOON)), timezone.now())
