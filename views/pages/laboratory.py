"""The laboratory: an economy on its map, played and changed while it runs."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import solara

from scenarios.load import load_scenario
from views.play import picture
from views.play.player import Player
from views.widgets.map import MapWidget


@solara.component
def Laboratory() -> None:
    """One economy."""
    router = solara.use_router()
    asked = parse_qs(router.search or "").get("scenario", ["chaebol"])[0]
    solara.v.Html(tag="h1", children=["Laboratory"])
    Bench(asked).key(asked)


@solara.component
def Bench(name: str) -> None:
    """A scenario with its player."""
    player = solara.use_memo(lambda: Player(load_scenario(name), 1), [])
    playing, set_playing = solara.use_state(False)

    def begin() -> Any:
        player.start()
        return player.close

    solara.use_effect(begin, [])
    chart = MapWidget.element(geography=picture.geography(player.scenario))

    def connect() -> Any:
        widget: Any = solara.get_widget(chart)
        counter = [0]

        def show(p: Player) -> None:
            if p.economy is not None and p.quarter > -p.scenario.run.burn_in:
                counter[0] += 1
                widget.frame = picture.frame(p.economy, counter[0])
            set_playing(p.playing)

        widget.observe(lambda _: player.shown(), "drawn")
        return player.listen(show)

    solara.use_effect(connect, [])
    with solara.Row():
        solara.Button("Pause" if playing else "Play", on_click=player.pause if playing else player.play)
