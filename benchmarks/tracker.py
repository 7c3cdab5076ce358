"""Pages of the tracker in this process, without page cache, with a thousand and with very many demands.

``python -m benchmarks.tracker 1000 100000`` (beside ``embedded.services exec --volatile``, after ``manage.py migrate`` and
``load_reference``) prints the median and the 95th percentile of each page in milliseconds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import django

PAGES = {
    "home": "/ar/",
    "tracker": "/ar/demands/",
    "tracker, deep page": "/ar/demands/?after=2019-01-01~1",
    "tracker, theme": "/ar/demands/?theme=drugs",
    "tracker, area": "/ar/demands/?area=meknes",
    "tracker, theme, area, state, year": "/ar/demands/?theme=drugs&area=meknes_prefecture&state=done&year=2020",
    "tracker, words": "/ar/demands/?q={words}",
    "unanswered": "/ar/demands/unanswered/",
    "themes": "/ar/themes/",
    "theme": "/ar/themes/drugs/",
    "areas": "/ar/areas/",
    "area": "/ar/areas/meknes/",
    "figures": "/ar/figures/",
    "demand": "/ar/demands/1005/",
}
TIMES = 30


def measure(sizes: Sequence[int]) -> None:
    from benchmarks import crowd

    author, stored = crowd.Author(), 0
    for size in sizes:
        crowd.publish(author, size - stored, first=crowd.FIRST_NUMBER + stored)
        stored = size
        print(f"{size:,} demands")
        for name, address in PAGES.items():
            milliseconds = sorted(times(address, author))
            print(f"  {name:36} median {milliseconds[TIMES // 2]:6.1f}   p95 {milliseconds[int(TIMES * 0.95)]:6.1f}")


def times(address: str, author: object) -> list[float]:
    from django.conf import settings
    from django.test import Client

    client, found = Client(HTTP_HOST=urlsplit(settings.PUBLIC_ORIGIN).netloc), []
    for number in range(-3, TIMES):
        words = author.words[20 * (number + 3) % 400]  # type: ignore[attr-defined]
        started = time.perf_counter()
        response = client.get(address.format(words=words))
        if number >= 0:
            found.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["PAGE_CACHE_BYTES"] = "0"
    django.setup()
    measure([int(size) for size in sys.argv[1:]] or [1_000, 100_000])
