"""`run.py new`: a scenario file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from commands.options import ScenarioName
from problems import Problem, ProblemError


@click.command("new")
@click.argument("name")
@click.option(
    "--like",
    "base",
    type=ScenarioName(),
    default="laissez_faire",
    show_default=True,
    help="Scenario to copy from.",
)
def command(name: str, base: str) -> int:
    """Write NAME.toml in this folder: a commented scenario, ready to run and to change."""
    from results.store import told
    from scenarios.template import new_scenario_text

    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    text = new_scenario_text(path.stem, base)
    if path.exists():
        raise ProblemError([Problem(str(path), None, None, "exists already", "a new name: nothing is overwritten")])
    with told(path), path.open("x", encoding="utf-8") as file:
        file.write(text)
    click.echo(f"{path} is there. Change it, then: run.py check {path}, run.py run {path}")
    return 0
