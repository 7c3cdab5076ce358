"""Canonical JSON: one value, one sequence of bytes, so that anybody can recompute a hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> str:
    """Keys sorted, no spaces, UTF-8 kept as written; numbers are integers only (RFC 8785 agrees on this subset)."""
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("published documents hold no floating-point numbers: they are written differently by each tool")
    if isinstance(value, dict):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, list):
        for part in value:
            _refuse_floats(part)
