"""Drawings of a network: a star with one lozenge around it for each member, hollow for one that is not named; a row of those that agreed."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final, NamedTuple

MOST_DRAWN: Final = 24
CENTRE, INNER, OUTER, PLACE = 100, 38, 58, 74
SIZE, HOLLOW = 14, 6.5


class Piece(NamedTuple):
    """Paths of an SVG of 200 by 200."""

    spoke: str
    shape: str
    is_named: bool


def pieces(agreed: int, asked: int) -> list[str]:
    """Of a tally: one for each member that was asked."""
    return ["on"] * agreed + ["off"] * (asked - agreed)


def ring(named: int, unnamed: int) -> list[Piece]:
    members = [True] * named + [False] * unnamed
    shown = members[:MOST_DRAWN]
    return [_piece(place, len(shown), is_named) for place, is_named in enumerate(shown)]


def _piece(place: int, total: int, is_named: bool) -> Piece:
    angle = 2 * pi * place / total - pi / 2
    x, y = _at(angle, PLACE)
    size = SIZE if total <= 12 else SIZE * 12 / total
    shape = _lozenge(x, y, size) + ("" if is_named else _lozenge(x, y, size * HOLLOW / SIZE))
    return Piece("M{:.1f} {:.1f}L{:.1f} {:.1f}".format(*_at(angle, INNER), *_at(angle, OUTER)), shape, is_named)


def _at(angle: float, distance: float) -> tuple[float, float]:
    return CENTRE + distance * cos(angle), CENTRE + distance * sin(angle)


def _lozenge(x: float, y: float, size: float) -> str:
    return f"M{x:.1f} {y - size:.1f}L{x + size:.1f} {y:.1f}L{x:.1f} {y + size:.1f}L{x - size:.1f} {y:.1f}Z"
