"""Options that commands share."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from results.runner import BatchReport
    from scenarios.schema import Scenario

Decorated = Callable[..., Any]


@dataclass(frozen=True)
class Asked:
    """What the options ask for that commands share.

    Attributes
    ----------
    settings, quarters : changes of the scenarios.
    seeds, workers, cluster : which runs, and where they are made.
    out : folder of the results; quiet, as_json : what is told.
    """

    settings: tuple[str, ...]
    quarters: int | None
    seeds: str | None
    workers: int | None
    cluster: str | None
    out: Path | None
    quiet: bool
    as_json: bool

    @property
    def silent(self) -> bool:
        """Whether there is neither progress nor a summary."""
        return self.quiet or self.as_json

    @property
    def changes(self) -> tuple[str, ...]:
        """All changes as settings."""
        return self.settings if self.quarters is None else (*self.settings, f"run.quarters={self.quarters}")

    def chosen_seeds(self) -> list[int]:
        """Seeds by number."""
        from results.question import seeds_of

        return seeds_of("8" if self.seeds is None else self.seeds)

    def refuse_set(self, instead: Mapping[str, str]) -> None:
        """Refuse settings of what a command sets itself: its labels would be false.

        Parameters
        ----------
        instead : path to what to do in place of setting it.

        Raises
        ------
        ProblemError
            With each such setting.
        """
        from problems import Problem, ProblemError

        given = [setting.partition("=") for setting in self.settings]
        wrong = [(path.strip(), value.strip()) for path, _, value in given if path.strip() in instead]
        if wrong:
            raise ProblemError(Problem("--set", None, path, value, instead[path]) for path, value in wrong)

    def read(self, name: str) -> Scenario:
        """Read a scenario with the changes."""
        from results.question import read_scenario

        return read_scenario(name, self.settings, self.quarters)

    def folder(self, name: str, scenarios: Sequence[Scenario], *, plain: bool | None = None) -> Path:
        """Where results go; `plain` when the name alone tells what they are. Default: when nothing is changed."""
        from results.question import folder_for

        found = folder_for(self.out, name, scenarios, plain=not self.changes if plain is None else plain)
        return _readable(found)

    def run(
        self, what: str, scenarios: Sequence[Scenario], seeds: Sequence[int], folder: Path,
        labels: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> BatchReport:  # fmt: skip
        """Run what the folder lacks, with progress; tell what failed."""
        from commands.progress import Progress
        from results.runner import run_batch

        with Progress(what, quiet=self.silent) as progress:
            report = run_batch(
                scenarios, seeds, _readable(folder), labels=labels, workers=self.workers, cluster=self.cluster,
                on_progress=lambda done, total, _: progress.show(done, total),
            )  # fmt: skip
        for error in report.errors:
            click.echo(f"failed: {error}", err=True)
        return report

    def again(self, name: str, *parts: str) -> str:
        """The command line that asks the same, quoted for a shell."""
        import shlex

        words = ["uv", "run", "run.py", name, *parts, *(f"--set={s}" for s in self.settings)]
        words += ["--seeds", self.seeds] if self.seeds is not None else []
        words += ["--quarters", str(self.quarters)] if self.quarters is not None else []
        return shlex.join(words)


def _readable(folder: Path) -> Path:
    """A folder whose name is Unicode: in others tables could be written, and never be read.

    Raises
    ------
    ProblemError
        If it holds bytes that are none.
    """
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        from problems import Problem, ProblemError

        shown = str(folder).encode(errors="backslashreplace").decode()
        raise ProblemError([Problem("--out", None, None, shown, "a name in UTF-8")]) from None
    return folder


class ScenarioName(click.ParamType[str]):
    """A shipped scenario's name, or the path of a scenario file.

    Parameters
    ----------
    parts : whether the file of a country or a policy will do.
    """

    name = "scenario"

    def __init__(self, *, parts: bool = False) -> None:
        self._parts = parts

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what is no scenario: results, another file, a country or a policy where only a scenario can run."""
        from problems import ProblemError
        from views.given import not_a_scenario

        if problem := not_a_scenario(value, parts=self._parts):
            raise ProblemError([problem])
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete names without importing the economy."""
        from scenarios.names import names_of

        found = [CompletionItem(name) for name in names_of("scenarios") if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


def _options(command: Decorated, options: Sequence[Callable[[Decorated], Decorated]]) -> Decorated:
    """Add options; a command gets all that is asked for with them as one `asked`."""

    @functools.wraps(command)
    def gathered(**given: Any) -> Any:
        asked = Asked(**{field.name: given.pop(field.name, None) for field in fields(Asked)})
        return command(**given, asked=asked)

    for option in reversed(options):
        option(gathered)
    return gathered


COMMON = (
    click.option("--set", "settings", multiple=True, metavar="PATH=VALUE", help="Change a value: country=plain."),
    click.option("--quarters", type=click.IntRange(min=1), help="Quarters to run after the burn-in."),
    click.option("--out", type=click.Path(path_type=Path), help="Folder for results. Default: results/NAME."),
    click.option("--quiet", is_flag=True, help="No progress, no summary."),
    click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else."),
)
DISTRIBUTED = (
    click.option("--workers", type=click.IntRange(min=1), help="Processes; 1 runs in this one. Default: all cores."),
    click.option("--cluster", metavar="ADDRESS", help="Address of a Dask scheduler to run on."),
)


def one_run(command: Decorated) -> Decorated:
    """Options of a command that runs once; it is called with `asked`."""
    workers = click.option("--workers", type=click.IntRange(min=1), expose_value=False, hidden=True)
    return _options(command, (*COMMON, workers))


def many_runs(command: Decorated | None = None, *, seeds: str | None = "8") -> Decorated:
    """Options of a command with many runs; it is called with `asked`."""
    if command is None:
        return functools.partial(many_runs, seeds=seeds)
    option = click.option("--seeds", default=seeds, show_default=True, help="How many (8), or which: 3-7, 1,4,9.")
    return _options(command, (option, *DISTRIBUTED, *COMMON))


def varied(command: Decorated) -> Decorated:
    """Options of commands that vary values."""
    for option in reversed((
        click.option("--vary", multiple=True, metavar="PATH=LOW:HIGH:N", help="Vary a value, N places in a grid."),
        click.option("--draws", type=int, metavar="N", help="Points of a Sobol or Latin design."),
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
