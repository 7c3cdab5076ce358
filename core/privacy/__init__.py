"""Personal data: what of it stands in a text, classification of columns, names of persons."""

from core.privacy.personal_data import Finding, Kind, find

__all__ = ["Finding", "Kind", "find"]
