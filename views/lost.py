"""What an address shows that leads to no page: words, and the way to those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from views.warm import PAGES

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

LINKS = "".join(f'<li><a href="/{page}">{page.capitalize() or "Gallery"}</a></li>' for page in ("", *PAGES))
HTML = f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>No such page – Marshall</title>
<style>:root {{ color-scheme: light dark }} body {{ font: 16px/1.6 sans-serif; max-width: 40rem; margin: 3rem auto;
padding: 0 1rem }}</style>
<h1>There is no such page</h1><p>The address leads nowhere. These are the pages:</p><ul>{LINKS}</ul></html>
"""


def answer(request: Request, error: Any) -> Response:
    """HTML for somebody who reads, a line for a program."""
    from starlette.responses import HTMLResponse, PlainTextResponse

    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(HTML, status_code=404)
    return PlainTextResponse(str(error.detail), status_code=404)
