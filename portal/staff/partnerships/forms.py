from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Meeting
from cooperation.models import Deliverable, Delivery, Partnership, PartnershipParty
from core import date_limits
from core.clock import today
from core.text.forms import DayInput, TextsFormField
from partners.models import Association
from partners.states import MAY_BE_LISTED
from portal.staff.drafts.demand_numbers import DemandNumbersField
from portal.staff.drafts.forms import DraftForm
from portal.staff.forms import OfficeForm, RecordForm


class PartnershipForm(DraftForm):
    tall = {"objective": 6, "renewal": 2, "change_note": 2}
    demands = DemandNumbersField()

    class Meta:
        model = Partnership
        fields = ("title", "objective", "starts_on", "ends_on", "renewal", "demands", "change_note")
        widgets = {"starts_on": DayInput(date_limits.PROMISES), "ends_on": DayInput(date_limits.PROMISES)}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("title", "objective"):
            self.fields[name].arabic_required = True
        if self.instance.pk:
            self.initial["demands"] = list(self.instance.demands.order_by("number"))

    @property
    def layout(self) -> tuple[Any, ...]:
        return ("title", "objective", "starts_on", "ends_on", "renewal", "demands", self.note)


class PartyForm(RecordForm):
    tall = {"brings": 2}

    class Meta:
        model = PartnershipParty
        fields = ("unit", "institution", "association", "brings", "signed_as", "signed_on", "place")
        widgets = {"signed_on": DayInput(date_limits.LETTERS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Association.objects.filter(state__in=MAY_BE_LISTED)
        self.fields["association"].queryset = found
        self.fields["association"].label_from_instance = lambda row: str(row.name)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if sum(bool(cleaned.get(name)) for name in ("unit", "institution", "association")) != 1:
            self.add_error("unit", _("Choose one body: a police unit, an institution or an association."))
        return cleaned


class DeliverableForm(RecordForm):
    tall = {"what": 2}

    class Meta:
        model = Deliverable
        fields = ("what", "party", "due_on", "amount")
        widgets = {"due_on": DayInput(date_limits.PROMISES)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].arabic_required = True
        parties = PartnershipParty.objects.select_related("unit", "institution", "association")
        self.fields["party"].queryset = parties.filter(partnership=self.instance.partnership)

    def clean_amount(self) -> int:
        amount: int = self.cleaned_data["amount"]
        if amount < self.instance.done_amount:
            raise forms.ValidationError(_("More than that are done already."))
        return amount


class DeliverForm(OfficeForm):
    """What was done, as the public will read it."""

    done_amount = forms.IntegerField(label=_("How many are done in all"), min_value=0)
    done_on = forms.DateField(
        label=_("Day on which all of it was done"), required=False, widget=DayInput(date_limits.LETTERS)
    )
    evidence = TextsFormField(label=_("What shows it, for the public"), rows=2, max_length=600)
    evidence_url = forms.URLField(
        label=_("Its address on the web"), required=False, max_length=300, assume_scheme="https"
    )

    @classmethod
    def of(cls, row: Deliverable, typed: Any = None, **kwargs: Any) -> DeliverForm:
        initial = {
            "done_amount": row.done_amount,
            "done_on": row.done_on,
            "evidence": row.evidence,
            "evidence_url": row.evidence_url,
        }
        return cls(typed, initial=initial, **kwargs)


class ConfirmForm(DeliverForm):
    answer = forms.CharField(
        label=_("A word to the association"), max_length=600, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip

    @classmethod
    def of_report(cls, row: Delivery, typed: Any = None, **kwargs: Any) -> ConfirmForm:
        is_whole = row.done_amount == row.deliverable.amount
        initial = {
            "done_amount": row.done_amount,
            "done_on": row.at.date() if is_whole else None,
            "evidence_url": row.url,
        }
        return cls(typed, initial=initial, **kwargs)


class DeclineForm(OfficeForm):
    answer = forms.CharField(
        label=_("Why, in a sentence to the association"), max_length=600,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )  # fmt: skip


class GiveUpForm(OfficeForm):
    reason = TextsFormField(
        label=_("Why, in a sentence that the public reads"), arabic_required=True, rows=2, max_length=600
    )


class ReviewForm(OfficeForm):
    """Of the meetings that are planned, the next ones."""

    meeting = forms.ModelChoiceField(label=_("Meeting"), queryset=None)

    def __init__(self, *args: Any, partnership: Partnership, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planned = Meeting.objects.visible_to(user).filter(held_on__gte=today()).exclude(partnerships=partnership)
        self.fields["meeting"].queryset = planned.order_by("held_on")
        self.fields["meeting"].label_from_instance = lambda row: f"{row.held_on.isoformat()} {row.title}"
