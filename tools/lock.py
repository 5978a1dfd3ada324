"""Renew requirements/run.txt and test.txt: exact versions with the hashes of all their files, and no index's address.

python3 tools/lock.py   (asks PyPI itself, so that the hashes hold for every mirror of it)
"""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-annotate"]
OPTIONS += ["--no-header", "--no-config", "--default-index", "https://pypi.org/simple", "--upgrade", "--quiet"]


def main() -> int:
    uv = PROJECT / ".venv" / "bin" / "uv"
    if not uv.exists():
        subprocess.run([PROJECT / ".venv" / "bin" / "python", "-m", "pip", "install", "uv"], check=True)
    for name, sources in {
        "run": ["requirements/build.in"],
        "test": ["--extra", "test", "-c", "requirements/run.txt"],
    }.items():
        words = [uv, "pip", "compile", "pyproject.toml", *sources, *OPTIONS, "-o", f"requirements/{name}.txt"]
        subprocess.run(words, cwd=PROJECT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
