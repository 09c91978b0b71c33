"""SVG files as parts of a page."""

from __future__ import annotations

import re
from pathlib import Path


def inline(path: Path) -> str:
    """An SVG file as a part of a page, its ids made its own so that figures don't share clip paths."""
    text = path.read_text(encoding="utf-8")
    text = text[text.index("<svg") :]
    mark = path.stem
    text = re.sub(r'id="([^"]+)"', rf'id="{mark}-\1"', text)
    text = re.sub(r"url\(#([^)]+)\)", rf"url(#{mark}-\1)", text)
    return re.sub(r'xlink:href="#([^"]+)"', rf'xlink:href="#{mark}-\1"', text)
