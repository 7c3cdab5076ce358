"""Values that one process keeps in its memory, within a bound in bytes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class MemoryCache(Generic[Key, Value]):
    """At most ``most`` of what ``size_of`` counts; what was not asked for longest goes first. Threads may share it."""

    def __init__(self, most: int, size_of: Callable[[Value], int]) -> None:
        self._values: LRUCache[Key, Value] = LRUCache(most, getsizeof=size_of)
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        with self._lock:
            try:  # one look-up; LRUCache.get makes two, and every public page comes along here
                return self._values[key]
            except KeyError:
                return None

    def put(self, key: Key, value: Value) -> None:
        """A value that is larger than the whole cache is not kept."""
        with self._lock:
            self._values.pop(key, None)
            if self._values.getsizeof(value) <= self._values.maxsize:
                self._values[key] = value

    def forget(self, key: Key) -> None:
        with self._lock:
            self._values.pop(key, None)

    def forget_where(self, is_wrong: Callable[[Value], bool]) -> None:
        with self._lock:
            for key in [key for key, value in self._values.items() if is_wrong(value)]:
                del self._values[key]

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
