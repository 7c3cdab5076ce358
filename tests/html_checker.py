"""The Nu Html Checker of the W3C (npm package ``vnu-jar``), which is a Java program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
JAR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
SECONDS = 300


def java() -> str:
    if path := shutil.which("java"):
        return path
    if os.environ.get("MACHOURA_REQUIRE_JAVA"):
        pytest.fail("no Java found, and MACHOURA_REQUIRE_JAVA asks for it")
    pytest.skip("no Java on this machine: install it (Debian: default-jre-headless) to check the HTML of all pages")


def faults(pages: Mapping[str, str], folder: Path) -> str:
    """What the checker calls an error in ``pages``, which are HTML by name, a line for each; in ``folder`` it finds them as files."""
    names = {}
    for number, (name, page) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(page, encoding="utf-8")
        names[file.name] = name
    arguments = [
        java(),
        # A third of the time of so short a run: the quick compiler alone, whose frames are larger, and one thread that collects garbage.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xss8m",
        "-jar",
        str(JAR),
        "--format",
        "json",
        "--errors-only",
        "--exit-zero-always",
        str(folder),
    ]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=SECONDS, check=True)
    return "\n".join(sorted({_told(each, names) for each in json.loads(done.stderr)["messages"]}))


def _told(message: Mapping[str, Any], names: Mapping[str, str]) -> str:
    extract = " ".join(message.get("extract", "").split())
    file = message.get("url", "").rpartition("/")[2]
    return f"{names.get(file, file)}: {message['message']} [{extract}]"
