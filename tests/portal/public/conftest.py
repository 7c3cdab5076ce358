from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from portal.public import context_processors
from tests.databases import world
from tests.portal.public import published


@world
def square() -> None:
    """The meeting of 17 October 2018, its report and its five demands, published."""
    published.publish_all()


@pytest.fixture(autouse=True)
def _helplines_of_this_test() -> Iterator[None]:
    context_processors.forget_helplines()
    yield
    context_processors.forget_helplines()


@pytest.fixture
def reader() -> Client:
    """Somebody who only reads. A client of its own has a page cache of its own."""
    return Client()


@pytest.fixture
def assert_cold_queries(django_assert_num_queries: Any, reader: Client) -> Any:
    """Queries of a page by themselves: the version of the square and the helplines are remembered between pages."""

    def counted(path: str, number: int) -> Any:
        # A page for a new state of the square reads them once more.
        context_processors.forget_helplines()
        context_processors.helplines()
        reader.get("/en/no-such-page/")  # after a publication the cache asks once what was withdrawn
        with django_assert_num_queries(number + 1):  # one asks for the version of the square
            return reader.get(path)

    return counted
