"""`run.py ui`: the browser laboratory."""

from __future__ import annotations

import click


@click.command("ui")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0: any free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--no-browser", is_flag=True, help="Don't open a browser.")
def command(port: int, host: str, no_browser: bool) -> int:
    """Open the laboratory in the browser: play an economy, change it while it runs, compare policies."""
    from views.serve import serve

    serve(host, port, open_browser=not no_browser, tell=click.echo)
    return 0
