"""The site on a free port of this machine, in a thread of the program that asks: for tests in a browser and for pictures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The address under which the site answers."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


#: Pictures drawn, letters there, parts that were asked for arrived.
READY = """() => document.fonts.status === 'loaded' && !document.querySelector('.htmx-request')
  && [...document.images].every((one) => one.complete || one.loading === 'lazy')"""


def settle(page: Any) -> None:
    """Wait until a page of Playwright is whole: no time is waited for, but what is still on its way."""
    page.wait_for_load_state("load")
    page.wait_for_function(READY)
    if page.query_selector("[data-preview], [data-picture]"):  # asks for its paper once it is there
        page.wait_for_load_state("networkidle")
