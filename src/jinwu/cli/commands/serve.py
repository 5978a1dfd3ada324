"""`jinwu serve`: the staff site, its workers, and what works beside them."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import socket

from jinwu.config.trouble import Trouble
from jinwu.law.messages import N_, say

from ..beside import beside
from ..language import _
from ..session import prepare

SUMMARY = N_("serve the staff site")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`[--host] [--port] [--tls] [--workers]`."""
    parser.add_argument("--host", default="127.0.0.1", help=_("address to listen on (0.0.0.0: everywhere)"))
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--tls", action="store_true", help=_("HTTPS with a certificate made here, for phones"))
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4), help=_("processes that answer"))


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    claim = claim_port(options)
    prepare()
    return serve(options, claim)


def serve(options: argparse.Namespace, claim: socket.socket) -> int:
    """Serve on a claimed port until interrupted; Django is set up."""
    from jinwu.config.upgrade import pending, upgrade

    if pending():
        upgrade(quiet=True)
    from ..static import collect

    collect()
    with claim, beside():
        _serve(options)
    return 0


def _announce_names(options: argparse.Namespace) -> None:
    """The workers answer to the names of this machine, unless the bureau named its own (JINWU_HOSTS)."""
    if options.tls:
        os.environ["JINWU_TLS"] = "1"
    if options.host not in LOOPBACK:
        from ..tls import names_of_this_machine

        os.environ.setdefault("JINWU_HOSTS", ",".join(["127.0.0.1", "localhost", "[::1]", *names_of_this_machine()]))


def claim_port(options: argparse.Namespace) -> socket.socket:
    """Refuse a port that another program has. The claim keeps a second `jinwu serve` away, which could share the port.

    Called before Django reads its settings: the names of this machine go into them.
    """
    _announce_names(options)
    host, port = options.host, options.port
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0jinwu-serve-{port}")  # an abstract name: the kernel drops it with the process
    except OSError as error:
        claim.close()
        raise _cannot_listen(host, port, error) from error
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _cannot_listen(host, port, error) from error
    return claim


def _cannot_listen(host: str, port: int, error: OSError) -> Trouble:
    return Trouble(
        say(
            "Cannot listen on {host} port {port} ({reason}); choose another with --port.",
            host=host,
            port=port,
            reason=error.strerror or str(error),
        )
    )


def _serve(options: argparse.Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from ..tls import certificate

    cert, key = certificate(options.host) if options.tls else (None, None)
    multiprocessing.set_start_method("spawn", force=True)  # workers share no connection and no thread with this process
    server = Granian(
        "jinwu.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=max(1, options.workers),
        blocking_threads=2,  # more wait for one another: same throughput, a longer tail (docs/measured.md)
        backpressure=256,
        ssl_cert=cert,
        ssl_key=key,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )
    shown = "127.0.0.1" if options.host in ("0.0.0.0", "::") else options.host
    address = f"{'https' if options.tls else 'http'}://{f'[{shown}]' if ':' in shown else shown}:{options.port}"
    server.on_startup(_fetch_missing_fonts)
    server.on_startup(lambda: print(_("Jinwu is on {address} (Ctrl-C ends it).", address=address), flush=True))
    server.serve()


def _fetch_missing_fonts() -> None:
    from .. import fonts

    if fonts.missing():
        print(_("No Chinese font is here: one is fetched in the background, documents print boxes until then."))
        fonts.fetch_beside()
