from __future__ import annotations

import pytest
from django.core import mail

from demo import follow_ups, followers

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_follower_of_the_demonstration_gets_one_digest_of_the_answers(replayed: None) -> None:
    assert followers.follow()
    follow_ups.play()

    assert followers.tell() == 1
    assert followers.tell() == 0
    assert not followers.follow()
    (digest,) = [message for message in mail.outbox if message.to == [followers.ADDRESS]]
    assert "مثال" in digest.body
    assert digest.body.count("/ar/demands/") >= 1


def test_nobody_follows_without_the_meeting() -> None:
    assert not followers.follow()
