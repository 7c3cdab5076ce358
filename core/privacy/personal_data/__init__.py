"""Find personal data in a text: numbers, addresses, persons, minors, places that are accused of something.

Rules and word lists only; what is found is a warning that a person judges. ``docs/privacy-gate.md`` tells how it works and what it misses.
"""

from core.privacy.personal_data.finder import find
from core.privacy.personal_data.findings import Finding, Kind
from core.privacy.personal_data.known_names import add_source

__all__ = ["Finding", "Kind", "add_source", "find"]
