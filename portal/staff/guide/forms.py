from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import GuideChapter, GuideSuggestion
from partners.models.guide import LONGEST_PARAGRAPH
from portal.staff.drafts.forms import DraftForm
from portal.staff.forms import OfficeForm


class ChapterForm(DraftForm):
    tall = {"summary": 2, "text": 24, "change_note": 2}

    class Meta:
        model = GuideChapter
        fields = ("title", "place", "summary", "text", "awaits_jurist", "change_note")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("title", "summary", "text"):
            self.fields[name].arabic_required = True

    @property
    def layout(self) -> tuple[Any, ...]:
        return ("title", "place", "summary", "text", "awaits_jurist", self.note)


class AcceptForm(OfficeForm):
    after = forms.CharField(
        label=_("How the paragraph will read"), max_length=LONGEST_PARAGRAPH, required=False,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}), help_text=_("You may change the words; you become an author."),
    )  # fmt: skip
    is_in_draft = forms.BooleanField(label=_("It is written into the draft already"), required=False)
    answer = forms.CharField(
        label=_("A word to the association"), max_length=1000, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip

    @classmethod
    def of(cls, suggestion: GuideSuggestion) -> AcceptForm:
        return cls(auto_id="accept-%s", initial={"after": suggestion.after})


class DeclineForm(OfficeForm):
    answer = forms.CharField(
        label=_("Why, in a sentence to the association"), max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )  # fmt: skip
