"""Values that one process keeps in its memory, within a bound in bytes."""

from __future__ import annotations

from threading import Thread

from core.web.memory_cache import MemoryCache


def cache(most: int = 30) -> MemoryCache[str, str]:
    return MemoryCache(most, len)


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = cache()
    for name in "abc":
        kept.put(name, name * 10)
    kept.get("a")

    kept.put("d", "d" * 10)

    assert [name for name in "abcd" if kept.get(name)] == ["a", "c", "d"]


def test_value_put_again_counts_once_with_its_new_size() -> None:
    kept = cache()
    for size in (30, 10, 20):
        kept.put("a", "a" * size)
    kept.put("b", "b" * 10)

    assert [len(kept.get(name) or "") for name in "ab"] == [20, 10]


def test_value_larger_than_the_cache_is_not_kept_and_drives_nothing_out() -> None:
    kept = cache()
    kept.put("a", "a" * 10)
    kept.put("b", "b" * 10)

    kept.put("b", "b" * 31)

    assert [kept.get(name) for name in "ab"] == ["a" * 10, None]


def test_cache_that_may_hold_nothing_holds_nothing() -> None:
    kept = cache(0)

    kept.put("a", "a")

    assert kept.get("a") is None


def test_forget_where_and_clear_give_their_bytes_back() -> None:
    kept = cache()
    for name in "abc":
        kept.put(name, name * 10)
    kept.forget_where(lambda value: value[0] != "b")
    kept.put("d", "d" * 20)
    assert [name for name in "abcd" if kept.get(name)] == ["b", "d"]

    kept.clear()
    kept.put("e", "e" * 30)

    assert kept.get("e")


def test_threads_that_share_a_cache_stay_within_the_bound() -> None:
    kept = cache(100)

    def work(number: int) -> None:
        for turn in range(2000):
            kept.put(f"{number}:{turn % 7}", "x" * (turn % 40))
            kept.get(f"{number}:{turn % 5}")
            kept.forget(f"{number}:{turn % 3}")

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert kept._values.currsize == sum(len(value) for value in kept._values.values()) <= 100
