"""A concern that was sent, where its pages lie."""

from __future__ import annotations

from typing import Any

from proposals.concerns import review, submission
from proposals.models import Concern

SENTENCE = "نحتاج إلى وقت الحدوث بالتقريب"


def path(concern: Concern, end: str = "") -> str:
    return f"/members/concerns/{concern.reference}/{end}"


def follow(concern: Concern) -> str:
    return f"/follow/{submission.follow_token(concern)}/"


def asked(concern: Concern, moderator: Any) -> Concern:
    return review.move(concern, by=moderator, move="ask", sentence=SENTENCE)
