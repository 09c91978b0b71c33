"""Scripts of the widgets: parts that several share, joined into the one module that a browser is sent."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def script(*parts: str) -> str:
    """Join parts, by name without `.js`, in their order: they share one scope, the last one exports the widget."""
    return "\n".join((HERE / f"{part}.js").read_text(encoding="utf-8") for part in parts)
