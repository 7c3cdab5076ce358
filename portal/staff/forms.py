"""Base classes of staff forms: the same as for members."""

from portal.common.forms import (
    Fold,
    GroupedCheckboxes,
    GroupedField,
    LaidOut,
    OfficeForm,
    RecordForm,
    VersionedForm,
    areas_field,
    limit_counts,
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
    "limit_counts",
    "themes_field",
    "time_input",
]
