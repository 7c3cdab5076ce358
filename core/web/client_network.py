"""The network of a client, which rate limits count as one client.

An IPv4 address counts by itself. In IPv6 a household gets a /64 network and can use a new address for each request, so the /64 is one
client. IPv4-mapped IPv6 addresses (``::ffff:192.0.2.1``) become IPv4; otherwise all of IPv4 would be one /64.
"""

from __future__ import annotations

import ipaddress

from django.utils.crypto import salted_hmac

IPV6_PREFIX = 64


def plain(address: str) -> str:
    """``address``, an IPv4-mapped IPv6 address as IPv4; a text that is not an address stays unchanged."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)


def network(address: str) -> str:
    """The network that counts as one client."""
    try:
        found = ipaddress.IPv6Address(plain(address))
    except ValueError:
        return plain(address)
    return str(ipaddress.IPv6Network((int(found), IPV6_PREFIX), strict=False))


def mark(address: str, *, salt: str) -> str:
    """A keyed hash of the network, for counting: only the server can match it with an address."""
    return salted_hmac(salt, network(address)).hexdigest()[:16]
