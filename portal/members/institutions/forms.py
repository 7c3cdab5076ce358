from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.models.institutions import LONGEST_MESSAGE
from core.text.forms import CrispyMixin


class AnswerForm(CrispyMixin, forms.Form):
    text = forms.CharField(
        label=_("We answer"), max_length=LONGEST_MESSAGE, widget=forms.Textarea({"rows": 6, "dir": "auto"})
    )
