"""Numbers in addresses and hidden fields."""

from __future__ import annotations

import pytest

from portal.common.numbers import number_of


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_number_of_digits_is_read(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", [None, "", " 7", "-7", "+7", "7.0", "1e3", "٧", "²", "seven", "9" * 19])
def test_number_that_no_page_wrote_is_none(text: str | None) -> None:
    assert number_of(text) is None


def test_number_longer_than_the_column_is_none() -> None:
    assert (number_of("9999", longest=4), number_of("10000", longest=4)) == (9999, None)
