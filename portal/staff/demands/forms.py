"""Forms of the desk: the wording of a demand, what is said about it, its commitments, its owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import HeldFunction, User
from core import date_limits
from core.clock import today
from core.db.functions import by_name
from core.text.forms import DayInput
from partners.models import Association
from portal.common.forms import Fieldset
from portal.staff.forms import Fold, OfficeForm, RecordForm, VersionedForm, areas_field, themes_field
from portal.staff.reading import ReadForm
from proposals.demands.commitments import fingerprint
from proposals.demands.follow_up import Wording
from proposals.models import Demand, DraftedCommitment, FollowUp
from proposals.states import FOLLOW_UP
from reference.models import Institution, PoliceUnit

NO_MOVE = ("", _("Stays as it is: an answer or news only"))


class DemandForm(VersionedForm):
    tall = {"details": 4}
    themes = themes_field(required=True)
    areas = areas_field()

    class Meta:
        model = Demand
        fields = ("title", "details", "owner_unit", "themes", "areas")


class FollowUpForm(VersionedForm):
    """What the public reads about a demand once it is approved. Only the moves that are allowed now are offered."""

    tall = {"sentence": 2, "answer": 5}
    layout = (
        Fieldset(_("State"), "move", "due_on", "body", "reason"),
        Fieldset(_("What the public reads"), "sentence", "answer"),
        Fold(_("Note for the approver: never published"), "internal_note"),
        "version",
    )

    class Meta:
        model = FollowUp
        fields = ("move", "due_on", "body", "reason", "sentence", "answer", "internal_note")
        widgets = {"move": forms.RadioSelect, "due_on": DayInput(date_limits.PROMISES)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(move.name, move.label) for move in FOLLOW_UP.offered(self.instance.demand.state)]
        self.fields["move"].choices = [NO_MOVE, *offered]
        self.fields["internal_note"].widget = forms.Textarea({"rows": 3, "dir": "auto"})
        self.fields["sentence"].help_text = _(
            "What happened or what comes next, in one or two sentences. It needs Arabic."
        )
        self.fields["answer"].help_text = _("The answer to those who asked. Leave it empty when there is none yet.")
        self.fields["due_on"].help_text = _("Shown in public. Required for a planned demand.")
        self.fields["body"].help_text = _("To whom the demand is referred, with the step “refer” only.")
        self.fields["reason"].help_text = _("With the step “not possible” only.")

    @property
    def values(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        return {"version": cleaned.pop("version"), "wording": Wording(**cleaned)}

    def _post_clean(self) -> None:
        """The database judges a draft when it is sent, so that an unfinished one can be saved."""


class CommitmentForm(RecordForm):
    """``version``: the fingerprint of the stored commitment, empty for a new one."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    class Meta:
        model = DraftedCommitment
        fields = ("what", "owner_unit", "owner_institution", "starts_on", "due_on", "state", "evidence", "evidence_url")
        widgets = {
            "starts_on": DayInput(date_limits.PROMISES),
            "due_on": DayInput(date_limits.PROMISES),
            "evidence_url": forms.URLInput({"dir": "ltr"}),
        }

    layout = (
        "what",
        Fieldset(_("Responsible"), "owner_unit", "owner_institution"),
        Fieldset(_("When"), "starts_on", "due_on"),
        Fold(_("Kept or given up, and what shows it"), "state", "evidence", "evidence_url"),
        "version",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = fingerprint(self.instance) if self.instance.pk else ""

    @property
    def values(self) -> dict[str, Any]:
        """``seen`` for a commitment that is changed."""
        found = dict(super().values)
        seen = found.pop("version")
        return found | ({"seen": seen} if self.instance.pk else {})


class NoteForm(OfficeForm):
    text = forms.CharField(
        label=_("Internal note"), max_length=5000, widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("Never published. It stays as it is."),
    )  # fmt: skip


class LetterForm(OfficeForm):
    association = forms.ModelChoiceField(Association.objects.none(), widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Letter to the association"), max_length=5000, widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("Its representatives alone read it. It is never published."),
    )  # fmt: skip

    def __init__(self, *args: Any, demand: Demand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = Association.objects.filter(letters__demand=demand).distinct()


class ReturnForm(OfficeForm):
    sentence = forms.CharField(
        label=_("What is missing"), max_length=2000, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )


class ApproveForm(ReadForm):
    """``languages``: those of what becomes public; with more than one, whoever approves says that all of them were read."""

    has_read_all = forms.BooleanField(label=_("I have read the text in every language"))

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(languages) < 2:
            del self.fields["has_read_all"]

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "has_read_all"}


class AssignForm(OfficeForm):
    """``unit`` and ``institution`` are public with the next edition, ``person`` is not."""

    unit = forms.ModelChoiceField(PoliceUnit.objects.filter(is_retired=False), label=_("Police unit"), required=False)
    institution = forms.ModelChoiceField(
        Institution.objects.filter(is_retired=False), label=_("Other body"), required=False
    )
    person = forms.ModelChoiceField(User.objects.none(), label=_("Person in charge"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = HeldFunction.objects.on(today()).values("user")
        self.fields["person"].queryset = User.objects.filter(pk__in=held, is_active=True).order_by(
            by_name("name"), "pk"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("unit", "institution", "person")):
            raise forms.ValidationError(_("Choose a unit, another body or a person."))
        return cleaned


class RefuseForm(ReadForm):
    """Publishes a verdict without its sentence; the association reads ``reason``."""

    reason = forms.CharField(
        label=_("Why the sentence is not published"), max_length=1000, widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("The association reads it. It is not public."),
    )  # fmt: skip
