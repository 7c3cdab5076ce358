"""Decompression bombs, each examined in a separate process, so that its memory can be measured."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from core.files import limits
from core.files.archives import DIRECTORY_ENTRY
from tests.core.files.given import archive, chunk, document, picture, png

ROOT = Path(__file__).resolve().parents[3]


def word_bomb() -> bytes:
    return document(**{"word/bomb.xml": b"\0" * (limits.UNPACKED - 1000)})


def lying_bomb() -> bytes:
    """Announces a kilobyte; unpacks to fifty megabytes."""
    given = document(**{"word/bomb.xml": b"\0" * (50 * limits.MIB)})
    return given.replace(struct.pack("<I", 50 * limits.MIB), struct.pack("<I", 1024))


def many_entries() -> bytes:
    row = DIRECTORY_ENTRY + b"\0" * 42 + b"a"
    count = limits.MAX_FILE_BYTES // len(row) - 10
    return (
        b"PK\x03\x04"
        + row * count
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(row) * count, 4, 0)
    )


def many_texts() -> bytes:
    texts = [chunk(b"zTXt", b"k%d\0\0" % number + zlib.compress(b"\0" * 900_000)) for number in range(300)]
    return png(10, 10, *texts)


def wide_webp() -> bytes:
    given = bytearray(picture(form="WEBP", save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")]))
    at = given.index(b"VP8X") + 12
    given[at : at + 6] = (16_382).to_bytes(3, "little") * 2
    return bytes(given)


BOMBS = {
    "50,000 x 50,000": lambda: png(50_000, 50_000),
    "texts": many_texts,
    "profile": lambda: png(10, 10, chunk(b"iCCP", b"p\0\0" + zlib.compress(b"\0" * 500_000_000, 1))),
    "webp": wide_webp,
    "document": word_bomb,
    "document in small parts": lambda: document(**{f"word/{n}.xml": b"\0" * limits.MIB for n in range(101)}),
    "lying document": lying_bomb,
    "many entries": many_entries,
    "nested": lambda: document(**{"word/a.zip": archive({"b": b"\0" * (90 * limits.MIB)}) * 100}),
}
MEASURE = """
import io, re, sys, time
from django.conf import settings
settings.configure(USE_I18N=False)
from django.core.files.uploadedfile import SimpleUploadedFile
from core.files import Refused
from core.files.examining import examine
upload = SimpleUploadedFile("x", sys.stdin.buffer.read())
most = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
before, started = most(), time.monotonic()
try:
    examine(upload)
    print("taken")
except Refused as refusal:
    print("refused")
print(time.monotonic() - started, (most() - before) / 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory a process has had")
@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_within_two_seconds_and_a_hundred_megabytes(name):
    content = BOMBS[name]()
    assert len(content) <= limits.MAX_FILE_BYTES

    run = subprocess.run(
        [sys.executable, "-c", MEASURE],
        input=content,
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ,
        timeout=60,
    )
    outcome, seconds, grown = run.stdout.split()

    assert outcome == b"refused"
    assert float(seconds) < 2
    assert float(grown) < 100
