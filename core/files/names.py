"""The file name that a person gave, made safe to show and to send in a header."""

from __future__ import annotations

import re
import unicodedata

from core.files.kinds import Clean

MAX_NAME_CHARACTERS = 120
EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def shown_name(name: str, clean: Clean) -> str:
    """``name`` without folders, control and bidirectional characters, with the extension of the content; at most 120 characters."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in last)
    stem = EXTENSION.sub("", " ".join(visible.split())).strip(" .")
    ending = "." + clean.extension
    return (stem or "file")[: MAX_NAME_CHARACTERS - len(ending)] + ending
