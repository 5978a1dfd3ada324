"""Figures as JSON lines: percentiles, the machine they were taken on."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any


def percentile(times: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the times do not exceed, by nearest rank; 0.0 for none."""
    if not times:
        return 0.0
    ordered = sorted(times)
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and maximum in milliseconds."""
    found = {
        "p50_ms": percentile(seconds, 0.5),
        "p95_ms": percentile(seconds, 0.95),
        "max_ms": max(seconds, default=0.0),
    }
    return {name: round(value * 1000, 2) for name, value in found.items()}


def tell(bench: str, what: str, **figures: Any) -> None:
    """Print one line."""
    print(json.dumps({"bench": bench, "what": what, **figures}, ensure_ascii=False), flush=True)


def cpu_seconds(pid: int) -> float:
    """CPU time a process has used; 0.0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def machine() -> dict[str, Any]:
    """Cores, load before the measurement, Python, PostgreSQL, system."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (postgresql,) = cursor.fetchone()
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load_1min": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "postgresql": str(postgresql).split()[0],
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "libc": " ".join(platform.libc_ver()),
        "implementation": sys.implementation.name,
    }
