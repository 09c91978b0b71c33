"""The address of the laboratory follows the session, so that a reload restores it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from views.pages.state_link import TOO_LONG, encode, fits, state_of
from views.play.player import Player
from views.play.session import Session

EVERY = 1.0  # seconds between two addresses while it plays: browsers allow a few a second


def follow(session: Session, address: Any, map_: Any) -> Callable[[], None]:
    """Keep the address at the state of the session; returns how to stop.

    Parameters
    ----------
    address, map_ : widgets; the layer of the map is kept in the session.
    """
    last = 0.0

    def tell(player: Player) -> None:
        nonlocal last
        now = time.monotonic()
        if player.economy is not None and (not player.playing or now - last > EVERY):
            last = now
            write()

    def write() -> None:
        state = state_of(session)
        query = encode(state) if fits(state) else TOO_LONG
        session.addresses.add(hash(query))
        address.query = query

    def chose(event: dict[str, Any]) -> None:
        session.layer = event["new"]
        session.player.look(lambda _: write())  # between two quarters, or an older address might come last

    map_.layer = session.layer  # set once, here: an argument of the element would be set again at every rendering
    map_.observe(chose, "layer")
    tell(session.player)
    return session.player.listen(tell)
