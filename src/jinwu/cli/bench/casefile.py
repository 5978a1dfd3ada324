"""`jinwu bench casefile [--times N] [--pages N]`: how fast files are bound, by one thread, cases made through the door first."""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from typing import Any

from . import bureau
from .door import Meter
from .measure import machine, spread, tell
from .scratch import scratch


def run(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="jinwu bench casefile")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--pages", type=int, default=100, help="numbered pages of the large volume, at least")
    options = parser.parse_args(words)
    with scratch():
        people = bureau.found(1, 2)
        tell("casefile", "machine", **machine())
        cases = _cases(people, options.pages)
        _tell_bound("one_case", cases[:1], options.times)
        _tell_bound("many_pages", cases, options.times)
        _tell_merge(cases, options.times)
        _tell_photos(options.times)
    return 0


def _cases(people: bureau.People, pages: int) -> list[Any]:
    """Closed ordinary cases whose open volumes have so many pages together."""
    from jinwu.casefile.binding import bind
    from jinwu.matters.models import Matter

    meter, found, bound = Meter("ordinary"), [], 0
    while bound < pages:
        meter.cases(people, range(len(found), len(found) + 1))
        known = [one.pk for one in found]
        found.append(Matter.objects.filter(procedure="ordinary").exclude(pk__in=known).get())
        bound += bind(found[-1:])[0].body
    return found


def _tell_bound(what: str, cases: list[Any], times: int) -> None:
    from jinwu.casefile.binding import bind

    (first,) = bind(cases)
    seconds = _timed(lambda: bind(cases), times)
    tell("casefile", what, times=times, cases=len(cases), pages=first.body, items=len(first.leaves),
         kilobytes=len(first.pdf) // 1024, archival=first.merged.archival, **seconds)  # fmt: skip


def _tell_merge(cases: list[Any], times: int) -> None:
    """The pages put together, numbered and bookmarked alone, everything set before."""
    from jinwu.casefile.binding import bind
    from jinwu.casefile.pdf import Sheets, merge

    (made,) = bind(cases)
    at = cases[0].acted_at
    sheets = [Sheets(leaf.title, leaf.pdf, leaf.item.place.title) for leaf in made.leaves]
    seconds = _timed(lambda: merge(sheets, title="测量", at=at), times)
    tell("casefile", "merge", times=times, pages=made.body, parts=len(sheets), **seconds)


def _tell_photos(times: int) -> None:
    """Twelve photographs of twelve megapixels on their pages."""
    from PIL import Image

    from jinwu.casefile.pictures import Shot, photo_pages
    from jinwu.kit import clock

    out = io.BytesIO()
    Image.effect_noise((4000, 3000), 30).convert("RGB").save(out, "JPEG", quality=85)
    shots = [
        Shot(f"照片{i}", "测量员", "2026年3月10日", "测量街1号", "测量", "0" * 64, out.getvalue()) for i in range(12)
    ]
    seconds = _timed(lambda: photo_pages(shots, organ="测量局", case="测量案", title="现场照片", at=clock.now()), times)
    tell("casefile", "photographs", times=times, photographs=12, **seconds)


def _timed(work: Callable[[], Any], times: int) -> dict[str, float]:
    """Wall time as spread, and the mean CPU time of this process: steadier on a machine that does other work."""
    found, cpu = [], time.process_time()
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return {"cpu_ms": round((time.process_time() - cpu) / times * 1000, 1), **spread(found)}
