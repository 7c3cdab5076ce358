"""Which visitors count as one, wherever a limit is set by address.

IPv4 counts whole. Of IPv6 a house or a telephone gets a /64, from which a script takes a new address for each request: all of it is one
visitor. An IPv4 address that a server listening on both writes as IPv6 (``::ffff:192.0.2.1``) is IPv4; otherwise all of them would be one.
"""

from __future__ import annotations

import ipaddress

from django.utils.crypto import salted_hmac

IPV6_PREFIX = 64


def plain(address: str) -> str:
    """``address``, IPv4 where it is one in the clothes of IPv6; what is no address stays as it is."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)


def network(address: str) -> str:
    """The same for all addresses of one visitor."""
    try:
        found = ipaddress.IPv6Address(plain(address))
    except ValueError:
        return plain(address)
    return str(ipaddress.IPv6Network((int(found), IPV6_PREFIX), strict=False))


def mark(address: str, *, salt: str) -> str:
    """For counting: only the server can tell whose it is, and only by comparing."""
    return salted_hmac(salt, network(address)).hexdigest()[:16]
