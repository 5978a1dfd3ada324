"""`jinwu bench NAME`: measured work on a scratch database beside the configured one, one JSON line per figure."""

from __future__ import annotations

from importlib import import_module

#: Each is a module of this package with `run(words) -> int`.
NAMES = ("steps", "lifecycle", "door", "papers", "casefile", "pages")


def run(name: str, words: list[str]) -> int:
    """Run the measurement called `name`. Raises `SystemExit` for an unknown one."""
    if name not in NAMES:
        raise SystemExit(f"jinwu bench: nothing is called {name!r}; there are: {', '.join(NAMES)}")
    return int(import_module(f"{__name__}.{name}").run(words) or 0)
