"""`run.py check`: mistakes in files of scenarios, countries and policies."""

from __future__ import annotations

import click

from commands.options import ScenarioName, echo_json


@click.command("check")
@click.argument("files", type=ScenarioName(parts=True), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else.")
@click.option("--quiet", is_flag=True, help="Only the exit status.")
def command(files: tuple[str, ...], as_json: bool, quiet: bool) -> int:
    """Check FILES of scenarios, countries or policies: every mistake with file, line, key, what was expected."""
    from scenarios.load import check_file

    found = [problem for file in files for problem in check_file(file)]
    if as_json:
        fields = ("file", "line", "key", "value", "expected", "nearest")
        echo_json({"ok": not found, "errors": [{name: getattr(p, name) for name in fields} for p in found]})
    elif not quiet:
        for problem in found:
            click.echo(problem.text(), err=True)
        if not found:
            click.echo(f"{len(files)} file{'s' if len(files) > 1 else ''} checked, nothing wrong.")
    return 2 if found else 0
