"""`run.py ui`: the browser laboratory."""

from __future__ import annotations

import click

from commands.options import ScenarioName


@click.command("ui")
@click.argument("files", type=ScenarioName(), nargs=-1)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0: any free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--no-browser", is_flag=True, help="Don't open a browser.")
def command(files: tuple[str, ...], port: int, host: str, no_browser: bool) -> int:
    """Open the laboratory in the browser: play an economy, change it while it runs, compare policies.

    FILES are scenario files of your own: each gets a card in the gallery, and a place among the choices of Compare.
    """
    from views.own_files import give
    from views.serve import serve

    give(files)
    serve(host, port, open_browser=not no_browser, tell=click.echo)
    return 0
