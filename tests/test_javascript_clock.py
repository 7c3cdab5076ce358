"""The recorder writes a time of day as the rest of the portal does."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

CLOCK = Path(__file__).resolve().parents[1] / "static/js/recorder/clock.js"


@pytest.mark.parametrize(
    ("moment", "language", "written"),
    [
        ("2018-10-17T18:30:00+01:00", "fr", "18\u00a0h\u00a030"),
        ("2018-10-17T09:05:00+01:00", "fr", "9\u00a0h\u00a005"),
        ("2018-10-17T18:00:00+01:00", "fr", "18\u00a0h"),
        ("2018-10-17T09:00:00+01:00", "ar", "09:00"),
    ],
)
def test_recorder_writes_the_time_of_day_as_the_language_does(moment: str, language: str, written: str) -> None:
    module = f"data:text/javascript,{quote(CLOCK.read_text(encoding='utf-8'))}"
    script = (
        "globalThis.document = { documentElement: { lang: process.argv[1] } };"
        f"const {{ hour }} = await import({json.dumps(module)});"
        "process.stdout.write(hour(process.argv[2]));"
    )

    done = subprocess.run(
        ["node", "--input-type=module", "-e", script, language, moment], capture_output=True, text=True, check=True
    )

    assert done.stdout == written
