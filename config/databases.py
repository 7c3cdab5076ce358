"""Django's database settings from a URL, with timeouts so that requests do not wait for a server that hangs."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import dj_database_url

# Network timeouts: a lost connection is detected after about 20 seconds; connecting may take 3 seconds.
NETWORK = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}


def database(url: str, *, health_checks: bool, seconds: tuple[int, int] = (15, 5)) -> dict[str, Any]:
    """``seconds``: timeouts of a statement and of waiting for a lock. ``url`` may name several hosts, as libpq takes them: ``postgresql://user@one,two:5433/name?target_session_attrs=any``."""
    single, hosts = _hosts(url)
    parsed: dict[str, Any] = dict(dj_database_url.parse(single, conn_max_age=600, conn_health_checks=health_checks))
    limits = f"-c statement_timeout={seconds[0] * 1000} -c lock_timeout={seconds[1] * 1000}"
    return {**parsed, **hosts, "OPTIONS": {**NETWORK, **parsed.get("OPTIONS", {}), "options": limits}}


def _hosts(url: str) -> tuple[str, dict[str, str]]:
    """The URL with its first host only, since urllib parses no more, and Django's settings for all hosts."""
    parts = urlsplit(url)
    account, at, places = parts.netloc.rpartition("@")
    if "," not in places:
        return url, {}
    found = [_place(place) for place in places.split(",")]
    single = urlunsplit(parts._replace(netloc=f"{account}{at}{places.split(',')[0]}"))
    return single, {"HOST": ",".join(host for host, _port in found), "PORT": ",".join(port for _host, port in found)}


def _place(place: str) -> tuple[str, str]:
    """Host (a name, an IP address, ``[IPv6]`` or an escaped socket folder) and port."""
    bracketed, closing, rest = place.rpartition("]")
    if closing:
        return bracketed.removeprefix("["), rest.removeprefix(":") or "5432"
    host, _colon, port = place.partition(":")
    return unquote(host), port or "5432"
