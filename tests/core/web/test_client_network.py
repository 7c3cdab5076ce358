from __future__ import annotations

import pytest
from allauth.core.internal.ratelimit import get_ip
from django.test import RequestFactory

from core.web import client_network


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no address", "no address"),
    ],
)
def test_network_is_the_same_for_all_addresses_of_a_visitor(address: str, network: str) -> None:
    assert client_network.network(address) == network


def test_mark_differs_by_network_and_does_not_contain_the_address() -> None:
    first, same, other = (
        client_network.mark(each, salt="a") for each in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")
    )

    assert first == same != other
    assert client_network.mark("2001:db8::1", salt="b") != first
    assert "2001" not in first


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_sign_in_counts_the_same_visitors(first: str, second: str, is_one: bool) -> None:
    asked = [get_ip(RequestFactory(REMOTE_ADDR=address).get("/")) for address in (first, second)]

    assert (asked[0] == asked[1]) is is_one
