"""Subset the interface's font to the characters that the portal uses, so that pages load fast on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGE = Path("node_modules/@fontsource/ibm-plex-sans-arabic/files")
TARGET = Path("static/build/fonts")
WEIGHTS = (400, 600)

# Letters of Arabic and the additions Moroccans use (پ چ ژ ڤ ڥ ڨ ڭ گ ی ک), vowel signs, both sets of digits, punctuation,
# and the presentation forms that pasted text may contain (lam-alef). All other forms come from the shaping features.
ARABIC = [
    0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x656), *range(0x660, 0x66E), 0x670, 0x671,
    0x67E, 0x686, 0x698, 0x6A4, 0x6A5, 0x6A8, 0x6A9, 0x6AD, 0x6AF, 0x6CC, *range(0x6F0, 0x6FA), 0x6D4,
    0x200C, 0x200D, 0x200E, 0x200F, *range(0xFEF5, 0xFEFD),
]  # fmt: skip
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2027),
    0x202F,
    0x2039,
    0x203A,
    0x20AC,
    0x2122,
    0x2212,
]
SCRIPTS = {"arabic": ARABIC, "latin": LATIN}


class Command(BaseCommand):
    help = "Make the subset web fonts of the interface in static/build/fonts/."

    def handle(self, *args: Any, **options: Any) -> None:
        target = settings.BASE_DIR / TARGET
        target.mkdir(parents=True, exist_ok=True)
        for script, characters in SCRIPTS.items():
            for weight in WEIGHTS:
                source = settings.BASE_DIR / PACKAGE / f"ibm-plex-sans-arabic-{script}-{weight}-normal.woff2"
                if not source.is_file():
                    raise CommandError(f"{source} is missing: run `npm ci` first.")
                made = target / f"plex-{script}-{weight}.woff2"
                cut(source, made, characters)
                self.stdout.write(f"{made.relative_to(settings.BASE_DIR)}: {made.stat().st_size} bytes")


def cut(source: Path, made: Path, characters: list[int]) -> None:
    """Write ``made`` with the glyphs for ``characters``; keeps all layout features, drops hinting."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.glyph_names = False
    options.flavor = "woff2"
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(made)
