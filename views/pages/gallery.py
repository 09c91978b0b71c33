"""The start page: a card for every shipped scenario."""

from __future__ import annotations

import solara

from scenarios.load import list_scenarios


@solara.component
def Gallery() -> None:
    """Cards of scenarios."""
    solara.v.Html(tag="h1", children=["Open an economy"])
    for card in list_scenarios():
        with solara.Link(f"/laboratory?scenario={card.name}"):
            solara.Text(card.title)
