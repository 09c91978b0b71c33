"""The laboratory: an economy on its map, played and changed while it runs."""

from __future__ import annotations

import solara


@solara.component
def Laboratory() -> None:
    """One economy."""
    solara.v.Html(tag="h1", children=["Laboratory"])
