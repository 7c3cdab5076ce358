from __future__ import annotations

import psycopg2
import pytest
from django.db import connection

from config.databases import database

LIMITS = {"health_checks": True}


@pytest.mark.parametrize(
    ("places", "host", "port"),
    [
        ("one", "one", ""),
        ("one:5433", "one", 5433),
        ("one,two", "one,two", "5432,5432"),
        ("one:5433,two", "one,two", "5433,5432"),
        ("[2001:db8::1]:5433,10.0.0.2", "2001:db8::1,10.0.0.2", "5433,5432"),
        ("%2Frun%2Fone:5432,%2Frun%2Ftwo:5433", "/run/one,/run/two", "5432,5433"),
    ],
)
def test_address_may_name_several_hosts(places: str, host: str, port: object) -> None:
    found = database(f"postgresql://reader:a%40b@{places}/portal?target_session_attrs=any", **LIMITS)

    assert (found["HOST"], found["PORT"]) == (host, port)
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("reader", "a@b", "portal")
    assert found["OPTIONS"]["target_session_attrs"] == "any"
    assert found["OPTIONS"]["options"] == "-c statement_timeout=15000 -c lock_timeout=5000"


def test_timeout_in_the_address_is_kept() -> None:
    found = database("postgresql://one/portal?connect_timeout=9", **LIMITS)

    assert found["OPTIONS"]["connect_timeout"] == 9
    assert found["OPTIONS"]["tcp_user_timeout"] == 15_000


@pytest.mark.django_db
def test_second_host_is_used_when_the_first_does_not_answer(tmp_path) -> None:
    here = connection.get_connection_params()
    both = f"{tmp_path},{here['host']}".replace("/", "%2F")
    found = database(f"postgresql://{here['user']}@{both}/{here['dbname']}?target_session_attrs=any", **LIMITS)

    reached = psycopg2.connect(
        host=found["HOST"], port=found["PORT"], user=found["USER"], dbname=found["NAME"], **found["OPTIONS"]
    )

    assert reached.info.host == here["host"]
    reached.close()
