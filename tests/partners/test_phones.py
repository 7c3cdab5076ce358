from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from partners.phones import e164
from publications.schemas.association import phone_for_people

pytestmark = pytest.mark.usefixtures("in_english")
SAME = "+212612345678"


@pytest.mark.parametrize(
    "written",
    [
        "0612345678", "06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "0612-345678", "(06) 12 34 56 78",
        "+212612345678", "+212 6 12 34 56 78", "+212 (0)6 12 34 56 78", "00212612345678", "00212 6 12-34-56-78", "212612345678",
        "٠٦١٢٣٤٥٦٧٨", "٠٦ ١٢ ٣٤ ٥٦ ٧٨", "+٢١٢٦١٢٣٤٥٦٧٨", "۰۶۱۲۳۴۵۶۷۸", "\u200f06 12 34 56 78", "06\u00a012\u00a034\u00a056\u00a078",
    ],
)  # fmt: skip
def test_every_moroccan_spelling_is_one_number(written):
    assert e164(written) == SAME


@pytest.mark.parametrize(
    ("written", "number"), [("05 35 12 34 56", "+212535123456"), ("+33 1 42 68 53 00", "+33142685300")]
)
def test_other_numbers_are_numbers_too(written, number):
    assert e164(written) == number


@pytest.mark.parametrize(
    "written", ["", "12", "061234567", "06123456789", "رقم", "0612345678 ext. 5", "+999123456789", "0" * 300]
)
def test_what_cannot_be_called_is_refused_in_words(written):
    with pytest.raises(ValidationError, match="telephone"):
        e164(written)


@pytest.mark.parametrize(
    ("number", "shown"), [(SAME, "+212 6 12 34 56 78"), ("+33142685300", "+33 1 42 68 53 00"), ("", "")]
)
def test_number_is_written_for_people(number, shown):
    assert phone_for_people(number) == shown
