"""Forms of merges and splits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy as _

from core.text.texts import LANGUAGES
from portal.common.forms import Fieldset
from portal.staff.concerns.demands import MentionForm
from portal.staff.forms import RecordForm, VersionedForm, areas_field, themes_field
from proposals.models import Demand, LedgerChange, Mention


def sentence_field() -> Any:
    help_text = _("Why, in one or two sentences. It needs Arabic.")
    return LedgerChange._meta.get_field("sentence").formfield(required=True, arabic_required=True, help_text=help_text)


class SentenceForm(VersionedForm):
    tall = {"sentence": 2}
    sentence = sentence_field()

    class Meta:
        model = LedgerChange
        fields = ("sentence",)


class MergeForm(MentionForm):
    """``whole``: the demand that keeps its number."""

    sentence = sentence_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].label = _("Number of the demand that stays")
        self.fields["number"].help_text = _("All mentions of this demand are counted there, and its page leads there.")

    @property
    def values(self) -> dict[str, Any]:
        return {"whole": self.cleaned_data["number"], "sentence": self.cleaned_data["sentence"]}


class MentionChoice(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Mention) -> str:
        title = str(obj.source_title) or obj.source_key
        names = [obj.when.told(get_language() or LANGUAGES[0]), title]
        return " · ".join([*names, *([str(obj.association)] if obj.association else [])])


class SplitForm(RecordForm):
    """The wording of the new demand, and the mentions that become its own."""

    tall = {"details": 3, "sentence": 2}
    layout = (
        "mentions",
        Fieldset(_("The new demand"), "title", "details", "owner_unit", "themes", "areas"),
        "sentence",
    )
    mentions = MentionChoice(Mention.objects.none(), label=_("Mentions that become a demand of their own"))
    themes = themes_field(required=True)
    areas = areas_field()
    sentence = sentence_field()

    class Meta:
        model = Demand
        fields = ("title", "details", "owner_unit", "themes", "areas")

    def __init__(self, *args: Any, whole: Demand, **kwargs: Any) -> None:
        initial = {
            "themes": list(whole.themes.all()),
            "areas": list(whole.areas.all()),
            "owner_unit": whole.owner_unit_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["mentions"].queryset = whole.mentions.select_related("association")
