"""The server of the laboratory: Solara on this machine, with no request to any other."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from typing import Any

from problems import Problem, ProblemError
from views.limits import Limits

ENVIRONMENT = {
    "SOLARA_APP": "views.app",
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_ASSETS_CDN": "http://127.0.0.1:9/",  # what isn't in the assets fails at once instead of going out
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "Marshall",
    "SOLARA_KERNEL_CULL_TIMEOUT": "5m",  # how long a lost connection keeps its economy
    "SOLARA_CHECK_HOOKS": "off",
    "JUPYTER_WIDGETS_ECHO": "0",  # what a browser says needn't be said back to it: nobody shares its widgets
}
"""What the server needs to know before Solara is imported; what the environment says already wins."""


HANDOVER = 0.0005
"""Seconds (Python's own 0.005) after which a thread that computes lets another have the interpreter: opening a page
takes some 150 messages, each handed over twice, and may wait for a playing economy as often. What it gains was never
measured on a quiet machine (decision 23)."""


M_ARENA_MAX = -8
"""Number of glibc's setting in malloc.h."""


def prepare() -> None:
    """Set the environment of the server."""
    sys.setswitchinterval(HANDOVER)
    _share_memory()
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def _share_memory() -> None:
    """Let all threads take memory from one pool, where the C library is glibc.

    Each thread would get a pool of its own, and every session has threads: what a closed one gave back to its pool
    nobody else could use, about 1 MB a session. Elsewhere there is nothing to set.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def serve(host: str, port: int, *, open_browser: bool, tell: Callable[[str], Any] = print) -> None:
    """Serve until interrupted.

    Raises
    ------
    ProblemError
        If the address can't be listened on, or a limit of the server makes no sense.
    """
    Limits.from_environment()
    bound = _listen(host, port)
    at = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{bound.getsockname()[1]}/"
    prepare()
    import uvicorn
    from solara.server.starlette import app

    from views import lost

    app.add_exception_handler(404, lost.answer)
    config = uvicorn.Config(app, log_level="warning", lifespan="on",
                            timeout_graceful_shutdown=2)  # an open page doesn't hold Ctrl-C up  # fmt: skip
    server = uvicorn.Server(config)
    threading.Thread(target=_announce, args=(server, at, open_browser, tell), daemon=True).start()
    server.run(sockets=[bound])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        expected = "an address and port that nobody listens on (choose another --port; 0 takes a free one)"
        problem = Problem("--port", None, None, f"{host}:{port} ({error.strerror or error})", expected)
        raise ProblemError([problem]) from None
    return bound


def _announce(server: Any, at: str, open_browser: bool, tell: Callable[[str], Any]) -> None:
    while not server.started:
        if server.should_exit:
            return
        threading.Event().wait(0.05)
    tell(f"Marshall is at {at} (Ctrl-C stops it)")
    if open_browser:
        webbrowser.open(at)
