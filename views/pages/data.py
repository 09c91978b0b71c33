"""The page Data."""

from __future__ import annotations

import solara


@solara.component
def Data() -> None:
    """Head of the page."""
    solara.v.Html(tag="h1", children=["Data"])
