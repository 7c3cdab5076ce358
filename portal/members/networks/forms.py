from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.models import JointText
from cooperation.models.networks import LONGEST_SENTENCE
from core import date_limits
from core.text.forms import DayInput
from partners.models import Association
from portal.common.forms import OfficeForm, VersionedForm
from proposals.models import Demand

NAMED = _("Show the name of our association on the page of the network")


class MembershipForm(OfficeForm):
    shows_name = forms.BooleanField(
        label=NAMED, required=False, help_text=_("Without it, it is counted and not named.")
    )  # fmt: skip


class AskForm(MembershipForm):
    association = forms.ModelChoiceField(
        label=_("For which association do you speak?"), queryset=None, empty_label=None
    )
    field_order = ("association", "shows_name")

    def __init__(self, *args: Any, associations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations
        self.fields["association"].label_from_instance = lambda row: str(row.name)


class InviteForm(OfficeForm):
    association = forms.ModelChoiceField(
        label=_("Association"), queryset=Association.objects.none(), help_text=_("Those with a page in the directory.")
    )

    def __init__(self, *args: Any, associations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations
        self.fields["association"].label_from_instance = lambda row: str(row.name)


class DeclineForm(OfficeForm):
    sentence = forms.CharField(
        label=_("Why, in a sentence to the association"), max_length=LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )  # fmt: skip


class WordForm(VersionedForm):
    """The words of a joint text. ``number``: of the demand that a statement supports."""

    tall = {"text": 10}
    number = forms.IntegerField(
        label=_("Number of the demand that it supports"),
        min_value=1,
        required=False,
        help_text=_("Only of a statement."),
    )

    class Meta:
        model = JointText
        fields = ("purpose", "title", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["purpose"]
            if self.instance.demand_id:
                self.initial["number"] = self.instance.demand.number

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        number, purpose = cleaned.pop("number", None), cleaned.get("purpose", self.instance.purpose)
        cleaned["demand"] = Demand.objects.filter(number=number).first() if number else None
        if number and cleaned["demand"] is None:
            self.add_error("number", _("There is no demand with this number."))
        if number and purpose == "concern":
            self.add_error("number", _("Only a statement supports a demand."))
        return cleaned


class TermForm(OfficeForm):
    answer_until = forms.DateField(label=_("Members answer until"), widget=DayInput(date_limits.PROMISES))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReplyForm(OfficeForm):
    """``seen``: the round whose words the page shows."""

    reply = forms.ChoiceField(
        label=_("Does your association agree to these words?"),
        choices=[("agreed", _("We agree")), ("declined", _("We do not agree"))],
        widget=forms.RadioSelect,
    )
    shows_name = forms.BooleanField(
        label=_("Show the name of our association under the text"), required=False,
        help_text=_("Names stand under a statement only where all members agreed. Who declines is never named."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        return {"agrees": cleaned.pop("reply") == "agreed", **cleaned}
