"""The way in for a file of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara

Took = Callable[[str, bytes], None]


@solara.component
def Upload(took: Took) -> None:
    """A button that takes a scenario file."""
    import ipywidgets

    def put(value: Any) -> None:
        for file in value:
            took(file["name"], bytes(file["content"]))

    ipywidgets.FileUpload.element(accept=".toml", multiple=False, description="Scenario file of your own …",
                                  on_value=put, layout={"width": "auto"})  # fmt: skip
