"""`jinwu bench pages [--loaded N] [--times N]`: what the server takes to answer each page, for those who open it.

Cases stand at every stage of the ordinary procedure; with `--loaded` all is measured again among so many closed ones. In this
process, without HTTP: the time is the program's and the database's.
"""

from __future__ import annotations

import argparse
import logging
import time
import uuid
from collections.abc import Iterator

from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from ..static import collect
from . import bureau, crowd
from .client import KINDS
from .door import Meter
from .measure import machine, percentile, spread, tell
from .scratch import scratch

AIM = 0.060  # seconds, median
#: Answered once, or no page.
LEFT_OUT = {"sign_out", "set_language", "healthz", "matter_new", "street_worker"}


def run(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="jinwu bench pages")
    parser.add_argument("--times", type=int, default=9, help="times that each page is asked for")
    parser.add_argument("--loaded", type=int, default=0, metavar="N", help="again with so many closed cases there")
    options = parser.parse_args(words)
    logging.getLogger("django.request").setLevel(logging.ERROR)  # who may not open a page is not news here
    collect()
    with scratch():
        people = bureau.found(4, 60)
        stages = stopped(people)
        tell("pages", "machine", **machine())
        measure(people, stages, options.times, 0)
        if options.loaded:
            there = crowd.fill(people, options.loaded, first=1_000_000)
            measure(people, stages, options.times, there)
    return 0


def stopped(people: bureau.People) -> list[uuid.UUID]:
    """One case after each step of the ordinary procedure."""
    from jinwu.kit import clock

    meter, named = Meter("ordinary"), people.named()
    officers, partners = ([one.officer_id for one in side] for side in zip(*people.pairs, strict=True))
    calls, _opening = KINDS["ordinary"]
    found = []
    for end in range(1, len(list(calls(0, 0, clock.now(), partners, officers))) + 1):
        matter, seen = uuid.uuid4(), None
        for call in list(calls(end, 0, clock.now(), partners, officers))[:end]:
            seen = meter.take(call, matter, seen, named)
        found.append(matter)
    return found


def measure(people: bureau.People, stages: list[uuid.UUID], times: int, loaded: int) -> None:
    """Every page for everybody who may open it: the slowest ones, and how many are over the aim."""
    medians: dict[tuple[str, str], float] = {}
    every: list[float] = []
    for who, user in {**people.named(), "administrator": people.administrator}.items():
        if who[-1].isdigit() and who != "officer0":
            continue
        browser = Client()
        browser.force_login(user)
        for name, path in paths(stages):
            if _answer(browser, path) is None:  # not for this reader; and the first time is not counted
                continue
            taken = [found for _turn in range(times) if (found := _answer(browser, path)) is not None]
            medians[f"{name} {path}", who] = percentile(taken, 0.5)
            every += taken
    slow = sorted(medians.items(), key=lambda pair: -pair[1])
    tell(
        "pages",
        "all",
        loaded=loaded,
        pages=len(medians),
        over_aim=sum(value > AIM for value in medians.values()),
        **spread(every),
    )
    for (page, who), value in slow[:15]:
        tell("pages", page, who=who, loaded=loaded, p50_ms=round(value * 1000, 1))


def _answer(browser: Client, path: str) -> float | None:
    """Seconds until the answer; None where this reader is not shown the page."""
    began = time.perf_counter()
    answer = browser.get(path)
    getattr(answer, "content", None)
    return time.perf_counter() - began if answer.status_code == 200 else None


def paths(stages: list[uuid.UUID]) -> Iterator[tuple[str, str]]:
    """Every page without parameters, every register with a search and each of its filters' first value, every case and its
    record, each step that comes next."""
    from jinwu.kit.register import registers
    from jinwu.matters.door import procedures
    from jinwu.matters.models import Matter

    for name in sorted({key for key in get_resolver().reverse_dict if isinstance(key, str)} - LEFT_OUT):
        try:
            yield name, reverse(name)
        except NoReverseMatch:
            continue
    for register in registers:
        url = reverse("register", args=[register.key])
        yield "register", url
        yield "register searched", f"{url}?q=测量"
    yield "matters searched", f"{reverse('matters')}?q=测量"
    for row in Matter.objects.filter(pk__in=stages).order_by("opened_at"):
        yield f"matter at {row.stage}", reverse("matter", args=[row.pk])
        yield "record", reverse("matter_record", args=[row.pk])
        for step in procedures[row.procedure].next_steps(row.stage):
            yield f"step {step.key}", reverse("matter_step", args=[row.pk, step.key])
