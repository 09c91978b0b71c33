"""The session of this visitor, shared by the pages: one for each browser tab, closed with it."""

from __future__ import annotations

from collections.abc import Callable

import solara
import solara.lab

from views.play.session import Session

session: solara.Reactive[Session | None] = solara.reactive(None)
"""What the visitor plays. The value belongs to the tab: Solara keeps one for each."""


def open_session(new: Session) -> Session:
    """Put a session in the place of the one before."""
    old = session.peek()
    if old is not None:
        old.close()
    session.set(new)
    new.player.start()
    return new


def _on_start() -> Callable[[], None]:
    def close() -> None:
        last = session.peek()
        if last is not None:
            last.close()
            session.set(None)

    return close


solara.lab.on_kernel_start(_on_start)
