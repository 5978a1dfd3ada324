"""Renew requirements/run.txt and test.txt: exact versions with the hashes of all their files, and no index's address.

python3 tools/lock.py [--upgrade]   (asks PyPI itself, so that the hashes hold for every mirror of it)

What is locked stays as it is; `--upgrade` takes the newest version of everything.
"""

import subprocess
import sys
from pathlib import Path

from setup import find_pip, pip_or_stop

PROJECT = Path(__file__).resolve().parent.parent
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-annotate"]
OPTIONS += ["--no-header", "--no-config", "--default-index", "https://pypi.org/simple", "--quiet"]


def main() -> int:
    uv = PROJECT / ".venv" / "bin" / "uv"
    if not uv.exists():
        pip_or_stop(find_pip(), ["install", "uv"])  # the environment is made without pip
    for name, sources in {
        "run": ["requirements/build.in"],
        "test": ["--extra", "test", "-c", "requirements/run.txt"],
    }.items():
        words = [
            uv,
            "pip",
            "compile",
            "pyproject.toml",
            *sources,
            *OPTIONS,
            *sys.argv[1:],
            "-o",
            f"requirements/{name}.txt",
        ]
        subprocess.run(words, cwd=PROJECT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
