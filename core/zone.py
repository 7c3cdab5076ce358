"""The hour of Morocco, by the rules of the locked ``tzdata`` package.

A server's own rules are as old as its last update, and hours are published and put into calendars: Morocco gave up its summer hour in
September 2026, which a Debian of that year does not know. `make lock` brings new rules.
"""

from __future__ import annotations

import zoneinfo
from typing import Final

NAME: Final = "Africa/Casablanca"

# Without a place to look at, Python takes the package.
zoneinfo.reset_tzpath(())
zoneinfo.ZoneInfo.clear_cache()
ZONE: Final = zoneinfo.ZoneInfo(NAME)
