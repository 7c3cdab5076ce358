"""A stronger model of the operator's beside our own comparison: ``EMBEDDER`` in the settings names it (docs/running.md)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Final, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

# How much of a score is the model's.
PART: Final = 0.5


class Embedder(Protocol):
    """Any class that can be called without arguments. Nothing that it raises is caught: a model that fails is to be seen."""

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One row of numbers for each text, all of one length; an array of numpy will do."""
        ...


def embedder() -> Embedder | None:
    return _made(settings.EMBEDDER) if settings.EMBEDDER else None


def combined(scores: Sequence[float], written: str, texts: Sequence[str]) -> list[float]:
    """``scores`` of ``written`` and each of ``texts``, with the model's cosine where there is a model."""
    model = embedder()
    if model is None or not texts:
        return list(scores)
    asked, *rows = _unit_rows(model, [written, *texts])
    near = [max(0.0, sum(one * other for one, other in zip(asked, row, strict=True))) for row in rows]
    return [(1 - PART) * score + PART * cosine for score, cosine in zip(scores, near, strict=True)]


@cache
def _made(path: str) -> Embedder:
    return cast(Embedder, import_string(path)())


def _unit_rows(model: Embedder, texts: list[str]) -> list[list[float]]:
    rows = [[float(value) for value in row] for row in model.embed(texts)]
    lengths = [math.sqrt(sum(value * value for value in row)) or 1.0 for row in rows]
    return [[value / length for value in row] for row, length in zip(rows, lengths, strict=True)]
