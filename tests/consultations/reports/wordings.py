"""What the editor's form sends."""

from __future__ import annotations

from typing import Any

from consultations.models import Report


def wording(report: Report, **changes: Any) -> dict[str, Any]:
    """All of a report's wording as it stands, with ``changes``."""
    report.refresh_from_db()
    kept = {
        name: getattr(report, name) for name in ("version", "title", "lead", "opening", "conclusion", "change_note")
    }
    return {**kept, "points": {}, **changes}
