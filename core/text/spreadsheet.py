"""Cells of a table that a spreadsheet opens: text that the program would take for a formula is marked as text."""

from __future__ import annotations

from typing import Any, Final

# What begins a formula in Excel, LibreOffice or Google Sheets; a tab and a carriage return are passed over before it.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\0")


def cell(value: Any) -> Any:
    """Numbers as they are, and a text that would be a formula after an apostrophe."""
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA) else text
