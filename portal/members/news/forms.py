from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import NewsPreference
from portal.common.forms import OfficeForm


class NewsForm(OfficeForm):
    how_often = forms.ChoiceField(
        label=_("How do you want to receive news about what your associations sent?"),
        choices=NewsPreference.HowOften.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "A question of the cell is sent at once, unless you choose “never”. Messages about your account and its security "
            "always come. No message says what you wrote about."
        ),
    )
