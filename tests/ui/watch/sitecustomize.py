"""Read by every Python process of the watched server: writes down which machines it asks for or speaks to."""

from __future__ import annotations

import os
import sys
from typing import Any


def heard(event: str, details: tuple[Any, ...]) -> None:
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        note(event, str(details[0]))
    elif event in ("socket.connect", "socket.sendto") and isinstance(details[1], tuple):
        note(event, str(details[1][0]))


def note(event: str, host: str) -> None:
    with open(os.environ["WATCHED_NAMES"], "a", encoding="utf-8") as file:
        file.write(f"{event} {host}\n")


if "WATCHED_NAMES" in os.environ:
    sys.addaudithook(heard)
