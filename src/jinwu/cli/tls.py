"""A certificate made here: a phone's camera and signature pad want HTTPS, also inside a bureau's network."""

from __future__ import annotations

import ipaddress
import shutil
import socket
import subprocess
from pathlib import Path

from jinwu.config.installation import make_home
from jinwu.config.trouble import Trouble
from jinwu.law.messages import say

DAYS = 825  # the longest that phones accept


def certificate(host: str) -> tuple[Path, Path]:
    """Paths of certificate and key in JINWU_HOME, made once by `openssl`; remove them to have new ones made."""
    folder = make_home() / "tls"
    cert, key = folder / "certificate.pem", folder / "key.pem"
    if cert.exists() and key.exists():
        return cert, key
    openssl = shutil.which("openssl")
    if openssl is None:
        raise Trouble(say("The program openssl, which makes the certificate, is missing; install the package openssl."))
    folder.mkdir(mode=0o700, exist_ok=True)
    names = list(
        dict.fromkeys(
            [
                "localhost",
                "127.0.0.1",
                "::1",
                *([host] if host not in ("0.0.0.0", "::") else []),
                *names_of_this_machine(),
            ]
        )
    )
    words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    words += [
        "-days",
        str(DAYS),
        "-subj",
        "/CN=Jinwu",
        "-addext",
        "subjectAltName=" + ",".join(map(_alternative, names)),
        "-addext",
        "extendedKeyUsage=serverAuth",  # without it iPhones do not trust it
    ]
    draft = folder / "key.making"
    draft.touch(mode=0o600)
    done = subprocess.run(
        [openssl, *words, "-keyout", draft, "-out", cert], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(say("openssl made no certificate ({reason}).", reason=done.stderr.strip().splitlines()[-1]))
    draft.replace(key)
    return cert, key


def names_of_this_machine() -> list[str]:
    """Host name and addresses under which others on the network reach this machine."""
    name = socket.gethostname()
    try:
        found = {str(entry[4][0]).partition("%")[0] for entry in socket.getaddrinfo(name, None)}
    except OSError:
        found = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: only asks which address would be used
            found.add(probe.getsockname()[0])
        except OSError:
            pass
    return [name, *sorted(address for address in found if not ipaddress.ip_address(address).is_loopback)]


def _alternative(name: str) -> str:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return f"DNS:{name}"
    return f"IP:{name}"
