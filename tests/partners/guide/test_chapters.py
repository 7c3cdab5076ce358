"""Withdrawing a chapter."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from core.errors import DomainError
from core.text.texts import Texts
from partners.guide.chapters import CHAPTERS
from tests import factories
from tests.partners.guide import playing

pytestmark = pytest.mark.django_db


def test_sentence_of_a_withdrawal_that_points_to_a_person_is_refused() -> None:
    row = playing.published()

    with override("en"), pytest.raises(DomainError, match="words that the gate finds"):
        CHAPTERS.withdraw(row, by=factories.staff("head"), sentence=Texts(ar="للاتصال بالسيد العلوي: 0661234567"))

    row.refresh_from_db()
    assert row.state == "published"
