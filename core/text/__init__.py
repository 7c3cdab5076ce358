"""Texts in three languages: Arabic analysis, numerals, writing direction, formats."""
