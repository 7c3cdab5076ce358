"""What all forms of the office share: the same as those of associations."""

from portal.common.forms import (
    Fold,
    GroupedCheckboxes,
    GroupedField,
    LaidOut,
    OfficeForm,
    RecordForm,
    VersionedForm,
    areas_field,
    themes_field,
    time_input,
)

__all__ = [
    "Fold",
    "GroupedCheckboxes",
    "GroupedField",
    "LaidOut",
    "OfficeForm",
    "RecordForm",
    "VersionedForm",
    "areas_field",
    "themes_field",
    "time_input",
]
