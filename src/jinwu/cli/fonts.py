"""Chinese fonts for a machine that has none: fetched as a package, after the page is up."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

from jinwu.config.trouble import Trouble
from jinwu.documents import fonts
from jinwu.law.messages import say

REQUIREMENT = Path(__file__).resolve().parents[3] / "requirements" / "fonts.txt"
#: Noto alone: the package also holds a SimHei, which is nobody's to pass on.
WANTED = ("NotoSerifCJKsc-Regular.otf", "NotoSansCJKsc-Regular.otf")


def missing() -> bool:
    """Whether documents would print boxes."""
    return not fonts.faces().chinese


def fetch() -> Path:
    """Fetch Noto CJK (85 MB through pip and its index) into the data folder. Raises `Trouble`."""
    folder = fonts.fetched()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder) as draft:
        words = ["download", "--quiet", "--no-deps", "--require-hashes", "-r", str(REQUIREMENT), "-d", draft]
        done = subprocess.run([*_pip(), *words], capture_output=True, text=True, check=False)
        wheels = list(Path(draft).glob("*.whl"))
        if done.returncode or not wheels:
            reason = (done.stderr.strip().splitlines() or ["?"])[-1]
            raise Trouble(say("The fonts could not be fetched: {reason}", reason=reason))
        with zipfile.ZipFile(wheels[0]) as package:
            for name in package.namelist():
                if Path(name).name in WANTED:
                    Path(draft, Path(name).name).write_bytes(package.read(name))
                    Path(draft, Path(name).name).replace(folder / Path(name).name)
    fonts.faces.cache_clear()
    return folder


def fetch_beside() -> None:
    """Fetch in the background while this process serves; its workers are renewed when the fonts are there."""
    threading.Thread(target=_fetch_and_renew, name="fonts", daemon=True).start()


def _fetch_and_renew() -> None:
    try:
        fetch()
    except Trouble as trouble:
        logging.getLogger("jinwu.fonts").warning("%s", trouble)
    else:
        os.kill(os.getpid(), signal.SIGHUP)  # granian starts its workers anew


def _pip() -> list[str]:
    wheel = next(iter(sorted(Path(sys.prefix).glob("pip-*.whl"))), None)
    return [sys.executable, str(wheel / "pip")] if wheel else [sys.executable, "-m", "pip"]
