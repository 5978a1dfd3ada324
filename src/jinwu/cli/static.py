"""Static files, collected with hashed names when one of them changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from jinwu import __version__


def collect() -> bool:
    """Collect the static files if they are not those of the last time; whether it did."""
    stamp, now = Path(settings.STATIC_ROOT).with_suffix(".stamp"), _fingerprint()
    if stamp.exists() and stamp.read_text() == now and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    seen = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list(None):
            state = os.stat(storage.path(path))
            seen.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return seen.hexdigest()
