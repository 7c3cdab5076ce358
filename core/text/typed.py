"""What people type or paste, as it is read and stored: one rule for each kind of field.

* A line (name, title, search): no invisible characters, one line, letters and digits in their usual width and shape.
* A text of several lines: the same, but line breaks and tabs stay.
* A number: also Western digits, no blanks between thousands, and a point before decimals. "٣", "３" and "3" are one number.
* A date or an hour: also Western digits.
* A telephone number or a code: also Western digits and no blanks.

Passwords are never changed. :class:`core.text.forms.TypedField` applies the rules to every form; searches, whose words
stand in the address of the page, use :func:`searched`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from core.text.bidi import without_turns

# Characters without a shape that do not change the characters beside them. The joiners U+200C and U+200D stay: they change the shape of
# letters and emoji. Marks of direction stay where they place punctuation (core/text/bidi.py).
_INVISIBLE: Final = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
# Not U+0000, which fields refuse.
_CONTROL: Final = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_UNSEEN: Final = re.compile(f"[{_INVISIBLE}{_CONTROL}]")
_LINE_ENDS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BREAKS: Final = re.compile(r"[\t ]*[\n\t]+[\t ]*")
# Letters of the width of Chinese ones, and Arabic letters in the shape that a PDF or an old program gave them.
_UNUSUAL: Final = re.compile("[\ufb50-\ufdcf\ufe50-\ufeff\uff00-\uffef\u3000]")
_SHAPES: Final = frozenset({"<wide>", "<narrow>", "<small>", "<initial>", "<medial>", "<final>", "<isolated>"})
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:\s\d{3})+(?:[.,،]\d+)?")
_SIGNS: Final = str.maketrans({"\u2212": "-", "\u066b": ".", "\u066c": None, "\u2044": "/"})


def line(written: str) -> str:
    """A text of one line. Blanks at both ends are removed."""
    return without_turns(_BREAKS.sub(" ", _readable(written)))


def paragraphs(written: str) -> str:
    """A text of several lines, with ``\\n`` between them."""
    return without_turns(_readable(written))


def number(written: str) -> str:
    """A whole number, for a parser that knows ASCII only. Letters stay, so that the parser refuses them; "12 15" stays two numbers."""
    shown = moment(written)
    return re.sub(r"\s", "", shown) if _THOUSANDS.fullmatch(shown) else shown


def decimal(written: str) -> str:
    """A number that may have decimals: "2,5" and "٢٫٥" are 2.5."""
    return re.sub("[,،]", ".", number(written))


def moment(written: str) -> str:
    """A date, an hour or both. The blank between them stays."""
    return "".join(_western(each) for each in _readable(written).translate(_SIGNS)).strip()


def code(written: str) -> str:
    """A telephone number, or a code of digits."""
    return re.sub(r"\s", "", moment(written))


def searched(written: str) -> str:
    """The words of a search. Searches fold letters themselves; a number is looked up by its Western digits."""
    return western_digits(line(written.replace("\0", " ")))


def western_digits(written: str) -> str:
    """``written`` with Western digits in place of all others."""
    return "".join(str(unicodedata.decimal(each)) if _is_other_digit(each) else each for each in written)


def _readable(written: str) -> str:
    visible = _UNSEEN.sub("", _LINE_ENDS.sub("\n", written))
    return _UNUSUAL.sub(lambda found: _in_usual_shape(found[0]), visible)


def _in_usual_shape(character: str) -> str:
    """The letter itself. Ligatures of whole words (ﷺ) and vowel signs that stand alone are kept as they were typed."""
    kind = unicodedata.decomposition(character).partition(" ")[0]
    usual = unicodedata.normalize("NFKC", character)
    is_letter = kind in _SHAPES and (" " not in usual or character == "\u3000")
    return usual if is_letter else character


def _western(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    return western_digits(character)


def _is_other_digit(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character) == "Nd"
