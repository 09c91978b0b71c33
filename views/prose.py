"""Pages of docs/ as parts of the browser's: Markdown becomes HTML, and what leads to other files stays as words."""

from __future__ import annotations

import re

from views.validation_table import signed

LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def html(text: str) -> str:
    """A page, or a part of one, without its title; tables can be moved sideways where there is no room for them."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("js-default").render(signed(LINK.sub(r"\1", text)))
    return TABLE.sub(r'<div class="scroll" tabindex="0" role="region" aria-label="Table">\g<0></div>', made)
