"""`jinwu bench papers [--times N]`: how fast papers are set, copied for editing and kept, by one thread."""

from __future__ import annotations

import argparse

from .measure import machine, tell
from .scratch import scratch


def run(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="jinwu bench papers")
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args(words)
    from jinwu.documents import bench

    with scratch():
        tell("papers", "machine", **machine())
        for figure in bench.run(options.times):
            tell("papers", **figure)
    return 0
