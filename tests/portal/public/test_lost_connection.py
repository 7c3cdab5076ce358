from __future__ import annotations

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test import Client

pytestmark = [pytest.mark.two_roles, pytest.mark.django_db(transaction=True, databases=["default", "public"])]
PAGE = "/ar/demands/?q=1"  # with a question, so that no kept page answers


@pytest.fixture
def reused_connection(settings):
    """Connections outlive a request, as they do behind a real server; the test client would close them."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    assert Client().get(PAGE).status_code == 200
    yield connections["public"]
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def test_page_is_shown_when_the_server_closed_a_kept_connection(reused_connection):
    kept = reused_connection.connection
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [kept.info.backend_pid])

    assert Client().get(PAGE).status_code == 200
    assert reused_connection.connection is not kept


def test_page_that_takes_too_long_is_not_asked_twice(reused_connection, monkeypatch):
    from django.db import OperationalError

    asked = []

    def slow(*_question):
        asked.append(1)
        with connections["public"].cursor() as cursor:
            cursor.execute("SET statement_timeout = 10; SELECT pg_sleep(1)")

    monkeypatch.setattr("portal.public.demands.views.reader.documents", slow)

    with pytest.raises(OperationalError):
        Client().get(PAGE)
    assert asked == [1]
    reused_connection.close()
