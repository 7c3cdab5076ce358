"""Path converters. A path that does not match gives 404 without a query."""

from __future__ import annotations

from django.urls import register_converter


class Key:
    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Small:
    """An integer that fits in any integer column."""

    regex = "[0-9]{1,6}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Key, "key")
register_converter(Small, "small")
