"""`run.py check`: mistakes in files of scenarios, countries and policies."""

from __future__ import annotations

import click

from commands.options import ScenarioName, echo_json


@click.command("check")
@click.argument("files", type=ScenarioName(parts=True), nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else.")
@click.option("--quiet", is_flag=True, help="Only the exit status.")
def command(files: tuple[str, ...], as_json: bool, quiet: bool) -> int:
    """Check FILES of scenarios, countries or policies: every mistake with file, line, key, what was expected.

    What is no mistake and yet unlikely, such as people in thousands, is told too; the exit status is 0 then.
    """
    from scenarios.load import check_file
    from views.second_look import second_look

    found = [problem for file in files for problem in check_file(file)]
    remarks = [] if found else list(dict.fromkeys(remark for file in files for remark in second_look(file)))
    if as_json:
        fields = ("file", "line", "key", "value", "expected", "nearest")
        told = [[{name: getattr(p, name) for name in fields} for p in some] for some in (found, remarks)]
        echo_json({"ok": not found, "errors": told[0], "remarks": told[1]})
    elif not quiet:
        for problem in found:
            click.echo(problem.text(), err=True)
        if not found:
            click.echo(f"{len(files)} file{'s' if len(files) > 1 else ''} checked, nothing wrong.")
        if remarks:
            click.echo("\n".join(["Worth a second look:", *(f"  {remark.text()}" for remark in remarks)]))
    return 2 if found else 0
