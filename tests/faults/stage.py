"""``python -m tests.faults.stage NUMBER``: what the requests are about. Prints it as JSON. Runs beside the services, not inside a test."""

from __future__ import annotations

import json
import sys
from itertools import islice

import django


def made(number: int) -> dict[str, object]:
    from benchmarks import submission
    from proposals.concerns import submission as concerns
    from tests import factories
    from tests.portal.public import published
    from tests.proposals.concerns import publishing

    submission.WITH_PHOTO = sys.maxsize  # large ones, which take long to make; ``make bench`` sends them
    published.publish_all()
    letters = [[str(letter.draft), letter.cookies] for letter in islice(submission._letters(), number)]
    recorder, moderator = factories.staff("recorder"), factories.staff("moderator")
    received = [factories.concern() for _each in range(2)]
    association = factories.association()
    return {
        "letters": letters,
        "recorder": submission.session_of(recorder),
        "moderator": submission.session_of(moderator),
        "received": [row.pk for row in received],
        "receipt": {"reference": received[0].reference, "code": concerns.follow_code(received[0])},
        "published_concern": f"/ar/concerns/{publishing.published(by=moderator).key}/",
        "address": recorder.email,
        "password": factories.PASSWORD,
        "meeting": factories.announced(takes_registrations=True).key,
        "paper": {
            "association": association.pk,
            "channel": "paper",
            "language": "ar",
            "kind": "proposal",
            "use": "public_unnamed",
            "title": "إنارة الزنقة",
            "themes": factories.theme().pk,
        },
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(made(int(sys.argv[1]))))  # noqa: T201
