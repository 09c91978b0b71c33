"""A quiet note on a visitor's file: what is no mistake and yet unlikely."""

from __future__ import annotations

from collections.abc import Sequence

import solara


@solara.component
def Remarks(texts: Sequence[str]) -> None:
    """What `check` says is worth a second look; nothing where there is nothing."""
    if not texts:
        return
    with solara.v.Html(tag="aside", class_="remarks soft", attributes={"aria-label": "Worth a second look"}):
        solara.v.Html(tag="strong", children=["Worth a second look:"])
        with solara.v.Html(tag="ul"):
            for text in texts[:SHOWN]:
                solara.v.Html(tag="li", children=[text])
            if len(texts) > SHOWN:
                solara.v.Html(tag="li", children=[f"and {len(texts) - SHOWN} more, which run.py check tells"])


SHOWN = 8
