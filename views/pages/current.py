"""The session of this visitor, shared by the pages: one for each browser tab, closed with it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import cast

import solara
import solara.lab

from views.limits import Limits
from views.play.session import Session

session: solara.Reactive[Session | None] = solara.reactive(None)
"""What the visitor plays. The value belongs to the tab: Solara keeps one for each."""


_OPEN: set[Session] = set()  # of all visitors, to be counted
_GATE = threading.Lock()


def open_session(new: Session) -> Session:
    """Put a session in the place of the one before.

    Raises
    ------
    ProblemError
        If it asks for more than the limits of the server allow, or as many are open as it takes; the one before stays.
    """
    limits, old = Limits.from_environment(), session.peek()
    limits.check_scenario(new.scenario)
    with _GATE:
        limits.check_sessions(len(_OPEN - {old}))
        _OPEN.discard(cast(Session, old))
        _OPEN.add(new)
    if old is not None:
        old.close()
    session.set(new)
    new.player.start()
    return new


def any_open() -> bool:
    """Whether some visitor plays."""
    return bool(_OPEN)


def leave() -> None:
    """Close the session of this tab."""
    last = session.peek()
    if last is not None:
        last.close()
        with _GATE:
            _OPEN.discard(last)
        session.set(None)


def _on_start() -> Callable[[], None]:
    return leave


solara.lab.on_kernel_start(_on_start)
