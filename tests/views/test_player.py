"""The player tells its listeners without holding the economy: a page that renders never waits for one that asks."""

from __future__ import annotations

import threading

from scenarios.load import load_scenario
from views.play.player import Player

SMALL = load_scenario("smart_specialisation", ["country=plain", "run.firms=400", "run.burn_in=2", "run.quarters=4"])


def test_a_listener_that_waits_for_the_page_doesnt_keep_the_economy() -> None:
    player, page, told = Player(SMALL, 1), threading.Lock(), threading.Semaphore(0)

    def render(_: Player) -> None:
        told.release()
        with page:
            pass

    player.listen(render)
    with page:  # a page that is being built asks for the economy
        player.start()
        assert told.acquire(timeout=120)
        asked = threading.Thread(target=lambda: player.planned, daemon=True)
        asked.start()
        asked.join(30)
        assert not asked.is_alive()
    player.close()


def test_listeners_are_told_of_a_restart_at_rest() -> None:
    player, at, moved = Player(SMALL, 1, goal=2), [], threading.Condition()

    def note(now: Player) -> None:
        with moved:
            at.append((now.quarter, now.playing))
            moved.notify_all()
        now.shown()

    player.listen(note)
    player.start()
    with moved:
        assert moved.wait_for(lambda: (2, False) in at, 120)
        at.clear()
    player.restart()
    with moved:
        assert moved.wait_for(lambda: (0, False) in at, 120)
    player.close()


def test_a_quarter_that_waited_for_the_economy_isnt_run_once_told_to_stop() -> None:
    """The thread asks whether to move, waits while somebody takes the economy back, and then must ask again."""
    player = Player(SMALL, 1, goal=2)
    player._open()
    before = player.quarter
    assert player.playing
    player.restart()
    player._quarter()
    assert player.quarter == before
    player.play()
    player._quarter()
    assert player.quarter == before + 1
