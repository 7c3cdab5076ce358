"""Forms with several rows, for the record of a meeting of the past; here: who was there."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_lazy as _

from consultations.models import Attendance, Meeting
from consultations.models.attendance import REPRESENTATIVES
from consultations.record_fields import LONGEST_FUNCTION, LONGEST_TEXT
from core.text.forms import holds_something
from core.text.texts import Texts
from portal.common.forms import Fieldset
from portal.staff.forms import Fold, OfficeForm
from portal.staff.record.made_once import MadeOnceField

Side, Role, Chair, Attended = Attendance.Side, Attendance.Role, Attendance.Chair, Attendance.Attended
LONGEST_ASSOCIATION = 200
# What somebody did in the meeting, as one choice: columns of the row.
ROLE_CHOICES: dict[str, tuple[Any, dict[str, str]]] = {
    "": (_("was present"), {}),
    "chaired": (_("chaired"), {"chair": Chair.CHAIRED}),
    "chaired_opened": (_("chaired and opened"), {"chair": Chair.CHAIRED, "role": Role.OPENER}),
    "chaired_facilitated": (_("chaired and facilitated"), {"chair": Chair.CHAIRED, "role": Role.FACILITATOR}),
    "elected": (_("chaired, elected by those present"), {"chair": Chair.ELECTED}),
    "opened": (_("opened"), {"role": Role.OPENER}),
    "facilitated": (_("facilitated"), {"role": Role.FACILITATOR}),
    "opened_facilitated": (_("opened and facilitated"), {"role": Role.FACILITATOR_OPENER}),
    "rapporteur": (_("took the notes"), {"role": Role.RAPPORTEUR}),
    "excused": (_("was excused"), {"attended": Attended.EXCUSED}),
    "absent": (_("was invited and did not come"), {"attended": Attended.ABSENT}),
}


class SeveralForm(OfficeForm):
    """``rows`` numbered rows in one language. A row without its ``first`` field is not stored."""

    rows = 8
    rows_shown = 4
    """Further rows are folded while they are empty."""
    first: str

    batch = MadeOnceField()
    language = forms.ChoiceField(label=_("Language of what is typed here"), choices=settings.LANGUAGES)

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.meeting = meeting
        self.fields["language"].initial = (get_language() or "ar").split("-")[0]
        for number in range(1, self.rows + 1):
            for name, field in self.row_fields(number).items():
                self.fields[f"{name}_{number}"] = field
        for name in self.last:
            self.fields[name] = self.fields.pop(name)

    @property
    def last(self) -> tuple[str, ...]:
        """Declared fields that stand after the rows."""
        return ()

    def row_in(self, number: int, legend: str, *inside: Any, **options: Any) -> Fieldset:
        group = Fieldset if number <= self.rows_shown else Fold
        return group(legend, *inside, **options)

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        raise NotImplementedError

    def row(self, number: int) -> dict[str, Any]:
        """What was typed in a row, by the names of :meth:`row_fields`."""
        end = f"_{number}"
        return {name.removesuffix(end): value for name, value in self.cleaned_data.items() if name.endswith(end)}

    def typed_rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        for number in range(1, self.rows + 1):
            row = self.row(number)
            if row.get(self.first):
                yield number, row

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, self.rows + 1):
            row = self.row(number)
            if not row.get(self.first) and any(map(holds_something, self.beside(row))):
                self.add_error(f"{self.first}_{number}", _("Fill in this field, or empty the row."))
        for number, row in self.typed_rows():
            self.clean_row(number, row)
        return cleaned

    def beside(self, row: dict[str, Any]) -> list[Any]:
        """Values that mean nothing without the first field of their row."""
        return [value for name, value in row.items() if name not in (self.first, "side", "part", "kind")]

    def clean_row(self, number: int, row: dict[str, Any]) -> None:
        pass

    def uid_of(self, name: str) -> uuid.UUID:
        """The same for each sending of the same form."""
        return uuid.uuid5(self.cleaned_data["batch"], name)

    def said(self, text: str) -> Texts:
        return Texts(**{self.cleaned_data["language"]: text})


class PeopleForm(SeveralForm):
    """Who was there and who was excused, the associations outside the directory, and the opening words."""

    first = "function"
    associations = forms.CharField(
        label=_("Associations outside the directory, one on a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Always counted; named in public only if they agree."),
    )
    associations_agree = forms.BooleanField(label=_("These associations agree to be named"), required=False)
    opening = forms.CharField(
        label=_("Opening words"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Of the one who opened the meeting."),
    )

    @property
    def last(self) -> tuple[str, ...]:
        return ("associations", "associations_agree", "opening")

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        parts = [(key, label) for key, (label, _columns) in ROLE_CHOICES.items()]
        sides = [("", Side.POLICE.label), *((key, label) for key, label in Side.choices if key != Side.POLICE)]
        return {
            "function": forms.CharField(label=_("Function on that day"), required=False, max_length=LONGEST_FUNCTION),
            "side": forms.ChoiceField(label=_("Side"), required=False, choices=sides),
            "part": forms.ChoiceField(label=_("Part in the meeting"), required=False, choices=parts),
            "is_acting": forms.BooleanField(label=_("acting"), required=False),
            "on_behalf_of": forms.CharField(label=_("In place of"), required=False, max_length=LONGEST_FUNCTION),
        }

    @property
    def layout(self) -> tuple[Any, ...]:
        rows = [
            self.row_in(
                number,
                gettext("Person %(number)d") % {"number": number},
                f"function_{number}",
                f"part_{number}",
                f"side_{number}",
                f"on_behalf_of_{number}",
                f"is_acting_{number}",
                css_class="pairs",
            )
            for number in range(1, self.rows + 1)
        ]
        return ("language", *rows, *self.last)

    def clean_associations(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["associations"].splitlines()]
        if any(len(name) > LONGEST_ASSOCIATION for name in names):
            raise forms.ValidationError(
                _("A name is longer than %(limit)d characters."), params={"limit": LONGEST_ASSOCIATION}
            )
        return list(dict.fromkeys(filter(None, names)))

    @property
    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        associations = [
            {
                "uid": self.uid_of(f"association {name}"),
                "side": Side.CIVIL_SOCIETY,
                "function": REPRESENTATIVES,
                "is_group": True,
                "association_name": name,
                "shows_association": cleaned["associations_agree"],
            }
            for name in cleaned["associations"]
        ]
        return {
            "rows": [*(self._attendance(number, row) for number, row in self.typed_rows()), *associations],
            "opening": self.said(cleaned["opening"]),
            "opening_uid": self.uid_of("opening"),
        }

    def _attendance(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        _label, columns = ROLE_CHOICES[row["part"]]
        return {
            "uid": self.uid_of(f"row {number}"),
            "function": self.said(row["function"]),
            "on_behalf_of": self.said(row["on_behalf_of"]),
            "is_acting": row["is_acting"],
            "side": row["side"] or Side.POLICE,
            **columns,
        }
