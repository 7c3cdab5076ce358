"""``python -m tests.faults.concern_mails``: every step of a concern about which somebody is mailed, as one morning of the cell.

Prints as JSON how many mails each person must get, by address, and the references of which one person is told in the daily message.
Runs beside the services, not inside a test.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from typing import Any

import django

FIRST_NUMBER = 10_000
"""Of names and addresses: those below are taken by ``tests.faults.stage``."""
SENTENCE = "جملة إلى الجمعية"
EMERGENCY = "رجل يحمل سكينا ويهدد الناس الآن أمام المدرسة، النجدة"


def played() -> dict[str, Any]:
    from partners.actions import news
    from tests import factories

    factories._numbers = itertools.count(FIRST_NUMBER)
    association = factories.association()
    told, daily = factories.representative(association), factories.representative(association)
    news.choose(by=told, how_often="at_once")
    news.choose(by=daily, how_often="daily")
    moderator = factories.staff("moderator")
    references = _steps(association, told, moderator)
    return {
        "told": [told.email, _rows(told, "proposals.step_mail", "proposals.publication_mail")],
        "on_duty": [moderator.email, _rows(moderator, "proposals.urgent_mail")],
        "daily": [daily.email, daily.pk, references],
    }


def _steps(association: Any, member: Any, moderator: Any) -> Sequence[str]:
    from proposals.concerns import contests, letters, merging, review
    from tests import factories
    from tests.proposals.concerns import publishing

    first, second, third = (factories.concern(association, by=member) for _each in range(3))
    review.move(first, by=moderator, move="ask", sentence=SENTENCE)
    review.reply(first, by=member, text=SENTENCE)
    review.move(first, by=moderator, move="accept", sentence=SENTENCE)
    publishing.published(first)
    letters.write(first, by=moderator, sentence=SENTENCE)
    letters.add(first, by=member, text=SENTENCE)
    review.move(second, by=moderator, move="decline", reason="not_clear", sentence=SENTENCE)
    contests.contest(second, by=member, text=SENTENCE)
    contests.uphold(second, by=moderator, sentence=SENTENCE)
    merging.merge(third, by=moderator, whole=first, sentence=SENTENCE)
    urgent = factories.concern(association, by=member, text=EMERGENCY)
    return [row.reference for row in (first, second, third, urgent)]


def _rows(user: Any, *kinds: str) -> int:
    from core.models import OutboxRow

    return OutboxRow.objects.filter(kind__in=kinds, payload__user=user.pk).count()


if __name__ == "__main__":
    django.setup()
    print(json.dumps(played()))  # noqa: T201
