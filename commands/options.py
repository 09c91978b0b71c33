"""Options that commands share."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from problems import Problem, ProblemError

if TYPE_CHECKING:
    from scenarios.schema import Scenario

Decorated = Callable[..., Any]
MOST_SEEDS = 100_000


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


def seeds_of(text: str) -> list[int]:
    """Seeds of "8" (1 to 8), "3-7" or "1,4,9".

    Raises
    ------
    ProblemError
        If it says something else.
    """
    expected = "a number of seeds from 1 (8), a range (3-7) or a list (1,4,9)"
    refused = ProblemError([Problem("--seeds", None, "seeds", text, expected)])
    try:
        if "," in text:
            found = sorted({int(part) for part in text.split(",")})
        elif "-" in text.strip()[1:]:
            first, last = text.strip().split("-", 1)
            found = list(range(int(first), int(last) + 1))
        else:
            found = list(range(1, min(int(text), MOST_SEEDS + 1) + 1))
    except ValueError:
        raise refused from None
    if not found or found[0] < 1 or len(found) > MOST_SEEDS:
        raise refused
    return found


def read_scenario(name: str, settings: Sequence[str], quarters: int | None) -> Scenario:
    """Read a scenario with the command line's changes."""
    from scenarios.load import load_scenario

    changes = (*settings, f"run.quarters={quarters}") if quarters is not None else tuple(settings)
    return load_scenario(name, changes)


def distinct(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Scenarios without repetitions; different ones of one name are refused.

    Raises
    ------
    ProblemError
        If two files would share the name of a result.
    """
    kept: dict[str, Scenario] = {}
    for scenario in scenarios:
        if scenario.name in kept and kept[scenario.name].fingerprint() != scenario.fingerprint():
            expected = "files of different names"
            raise ProblemError(
                [Problem(None, None, "scenario", f"two different ones called {scenario.name}", expected)]
            )
        kept[scenario.name] = scenario
    return list(kept.values())


def folder_for(out: Path | None, name: str, scenarios: Sequence[Scenario], *, plain: bool) -> Path:
    """Where results go: results/NAME, with a mark of the content when it isn't the shipped scenario's."""
    if out is not None:
        return out
    if plain:
        return Path("results") / name
    import hashlib

    mark = hashlib.sha256("".join(s.fingerprint() for s in scenarios).encode()).hexdigest()[:6]
    return Path("results") / f"{name}-{mark}"


def echo_json(value: Any) -> None:
    """One object on standard output."""
    click.echo(json.dumps(value, allow_nan=False))


def finite(x: float | None) -> float | None:
    """A number JSON can hold, or null."""
    import math

    return x if x is not None and math.isfinite(x) else None
