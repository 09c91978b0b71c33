"""Options that commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from results.question import distinct as distinct
from results.question import folder_for as folder_for
from results.question import read_scenario as read_scenario
from results.question import seeds_of as seeds_of

Decorated = Callable[..., Any]


class ScenarioName(click.ParamType[str]):
    """A shipped scenario's name, or the path of a scenario file."""

    name = "scenario"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete names without importing the economy."""
        folder = Path(__file__).parent.parent / "scenarios"
        data = {"parameters", "sectors", "io", "relatedness", "factors"}
        names = sorted(p.stem for p in folder.glob("*.toml") if p.stem not in data)
        found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


def common(command: Decorated) -> Decorated:
    """Options of every command that runs something."""
    for option in reversed((
        click.option("--set", "settings", multiple=True, metavar="PATH=VALUE", help="Change a value: country=plain."),
        click.option("--quarters", type=int, help="Quarters to run after the burn-in."),
        click.option("--workers", type=int, help="Processes; 1 runs in this one. Default: all cores."),
        click.option("--out", type=click.Path(path_type=Path), help="Folder for results. Default: results/NAME."),
        click.option("--quiet", is_flag=True, help="No progress, no summary."),
        click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else."),
    )):  # fmt: skip
        command = option(command)
    return command


def seeds_option(default: str | None) -> Callable[[Decorated], Decorated]:
    """Option that says how many seeds, or which."""
    return click.option("--seeds", default=default, show_default=True, help="How many (8), or which: 3-7, 1,4,9.")


cluster_option = click.option("--cluster", metavar="ADDRESS", help="Address of a Dask scheduler to run on.")


def distributed(command: Decorated) -> Decorated:
    """Options of commands with many runs."""
    return seeds_option("8")(cluster_option(command))


def varied(command: Decorated) -> Decorated:
    """Options of commands that vary values."""
    for option in reversed((
        click.option("--vary", multiple=True, metavar="PATH=LOW:HIGH:N", help="Vary a value, N places in a grid."),
        click.option("--draws", type=int, metavar="N", help="Points of a Sobol or Latin design, or trajectories."),
    )):  # fmt: skip
        command = option(command)
    return command


def echo_json(value: Any) -> None:
    """One object on standard output."""
    click.echo(json.dumps(value, allow_nan=False))


def finite(x: float | None) -> float | None:
    """A number JSON can hold, or null."""
    import math

    return x if x is not None and math.isfinite(x) else None
