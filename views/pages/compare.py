"""The page Compare."""

from __future__ import annotations

import solara


@solara.component
def Compare() -> None:
    """Head of the page."""
    solara.v.Html(tag="h1", children=["Compare"])
