"""The score that Mozilla's HTTP Observatory gives one answer, by its published rules.

Only the rules that an answer of the portal can meet or miss are written here. What is left out can only add points: scripts with
integrity hashes, and a place in the browsers' own list of hosts with HSTS (5 points each).
"""

from __future__ import annotations

from typing import Any

BASE, BONUS_FROM = 100, 90
BROAD = {"ftp:", "http:", "https:", "*", "'unsafe-inline'", "'unsafe-eval'", "data:"}
SIX_MONTHS = 15_768_000


def score(response: Any) -> int:
    """Bonus points count only where the faults leave at least 90 points."""
    points = modifiers(response)
    kept = BASE + sum(each for each in points.values() if each < 0)
    return kept + sum(each for each in points.values() if each > 0) if kept >= BONUS_FROM else kept


def modifiers(response: Any) -> dict[str, int]:
    sent = response.headers
    policy = _policy(sent.get("Content-Security-Policy", ""))
    return {
        "content-security-policy": _content_policy(policy),
        "x-frame-options": _framing(policy, sent.get("X-Frame-Options", "")),
        "strict-transport-security": _transport(sent.get("Strict-Transport-Security", "")),
        "referrer-policy": _referrer(sent.get("Referrer-Policy", "")),
        "x-content-type-options": 0 if sent.get("X-Content-Type-Options") == "nosniff" else -5,
        "cross-origin-resource-policy": _embedding(sent.get("Cross-Origin-Resource-Policy", "")),
        "cross-origin-resource-sharing": -50 if "Access-Control-Allow-Credentials" in sent else 0,
        "cookies": _cookies(list(response.cookies.values())),
    }


def _policy(written: str) -> dict[str, set[str]]:
    parts = [part.split() for part in written.split(";") if part.strip()]
    return {name.lower(): set(sources) for name, *sources in parts}


def _content_policy(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    unlimited = policy.get("default-src", {"*"})
    active = policy.get("script-src", unlimited) | policy.get("object-src", unlimited)
    if active & BROAD:
        return -20
    if policy.get("style-src", unlimited) & BROAD:
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def _framing(policy: dict[str, set[str]], header: str) -> int:
    if "frame-ancestors" in policy and not policy["frame-ancestors"] & BROAD:
        return 5
    return 0 if header in {"DENY", "SAMEORIGIN"} else -20


def _transport(header: str) -> int:
    age = next((part.strip()[8:] for part in header.split(";") if part.strip().startswith("max-age=")), "")
    if not age.isdigit():
        return -20
    return 0 if int(age) >= SIX_MONTHS else -10


def _referrer(header: str) -> int:
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    if not header:
        return 0
    return 5 if header in private else -5


def _embedding(header: str) -> int:
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0, "": 0}.get(header, -5)


def _cookies(cookies: list[Any]) -> int:
    """Session cookies hide from scripts; a token against forged requests must be read by them."""
    if not cookies:
        return 0
    for cookie in cookies:
        is_session = "sess" in cookie.key.lower()
        if not cookie["secure"]:
            return -40 if is_session else -20
        if is_session and not cookie["httponly"]:
            return -30
        if "csrf" in cookie.key.lower() and not cookie["samesite"]:
            return -20
    return 5 if all(cookie["samesite"] in {"Lax", "Strict"} for cookie in cookies) else 0
