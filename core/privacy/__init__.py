"""Personal data: what of it stands in a text, classification of columns, names of persons."""

from core.privacy.personal_data import Finding, Kind, KnownNames, find

__all__ = ["Finding", "Kind", "KnownNames", "find"]
