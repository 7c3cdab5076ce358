"""The time zone of Morocco, from the locked ``tzdata`` package instead of the system.

The system's rules may be outdated, and times are published and put into calendars: Morocco abolished summer time in September 2026,
which a Debian of that year does not know. `make lock` updates the rules.
"""

from __future__ import annotations

import zoneinfo
from typing import Final

NAME: Final = "Africa/Casablanca"

# With an empty search path, Python uses the package.
zoneinfo.reset_tzpath(())
zoneinfo.ZoneInfo.clear_cache()
ZONE: Final = zoneinfo.ZoneInfo(NAME)
