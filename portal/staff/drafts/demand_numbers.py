"""A field of a drafted text for the demands that it answers: their numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.text.typed import western_digits
from proposals.models import Demand

MOST = 30


class DemandNumbersField(forms.CharField):
    """Cleans to a list of :class:`~proposals.models.Demand`, in the order in which the numbers were typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": _("Demands that it answers"),
                "required": False,
                "max_length": 400,
                "help_text": _("Their numbers, for example 2, 5."),
                "widget": forms.TextInput({"dir": "ltr", "inputmode": "numeric"}),
            }
            | kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(str(each.number if isinstance(each, Demand) else each) for each in value)
        return value

    def clean(self, value: Any) -> list[Demand]:
        numbers = _numbers(super().clean(value))
        found = {row.number: row for row in Demand.objects.filter(number__in=numbers)}
        if unknown := [number for number in numbers if number not in found]:
            words = {"numbers": ", ".join(map(str, unknown))}
            raise forms.ValidationError(_("There is no demand with this number: %(numbers)s."), params=words)
        return [found[number] for number in numbers]


def _numbers(typed: str) -> list[int]:
    parts = western_digits(typed).replace("،", ",").replace(",", " ").split()
    if any(not part.isascii() or not part.isdigit() or len(part) > 9 for part in parts) or len(parts) > MOST:
        raise forms.ValidationError(_("Write numbers of demands with commas between them."))
    return list(dict.fromkeys(map(int, parts)))
