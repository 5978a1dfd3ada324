"""Several people at once, each on a connection of his own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections


def together(*works: Callable[[], Any]) -> list[Any]:
    """Run the works at the same moment; what each returned or raised."""
    start = Barrier(len(works))
    return at_once([lambda work=work: (start.wait(), work())[1] for work in works], len(works))


def at_once(works: Iterable[Callable[[], Any]], threads: int) -> list[Any]:
    """Run the works by that many threads; what each returned or raised."""

    def one(work: Callable[[], Any]) -> Any:
        try:
            return work()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, works))
