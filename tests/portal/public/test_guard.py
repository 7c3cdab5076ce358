from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.db import connections

from portal.public.guard import OfficeDatabaseTouched, only_public_database
from publications import reader
from publications.models import Edition

pytestmark = [pytest.mark.two_roles, pytest.mark.django_db(transaction=True, databases=["default", "public"])]


@pytest.mark.slow
def test_office_query_in_a_public_view_is_refused() -> None:
    assert get_user_model().objects.count() == 0

    with only_public_database(), pytest.raises(OfficeDatabaseTouched):
        get_user_model().objects.count()


@pytest.mark.slow
def test_public_query_in_a_public_view_is_answered() -> None:
    newest = Edition.objects.order_by("-sequence").values_list("sequence", flat=True).first()

    with only_public_database():
        assert reader.head() == newest


@pytest.mark.slow
def test_office_works_again_after_a_public_view() -> None:
    with only_public_database():
        reader.head()

    assert get_user_model().objects.using("default").count() == 0
    assert not connections["default"].execute_wrappers
