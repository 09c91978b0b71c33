"""The commands by name; each is imported when it is used, so that help is quick."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import shlex
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Any

import click

from commands.usage import of_usage
from model import MODEL_VERSION
from problems import Problem, ProblemError, nearest, of_system

COMMANDS = {
    "run": ("commands.single", "Run a scenario once and sum it up."),
    "batch": ("commands.batch", "Run scenarios with many seeds; goes on where it stopped."),
    "compare": ("commands.comparison", "Compare scenarios, seed by seed, with a report."),
    "ui": ("commands.ui", "Open the browser laboratory."),
    "validate": ("commands.validate", "Hold the model against the facts of the world."),
    "attribute": ("commands.attribution", "Which of five success factors earned it: Shapley values."),
    "transplant": ("commands.transplant", "Every policy on every country at equal cost: who gains."),
    "calibrate": ("commands.calibrate", "Find values that bring the facts for calibration into their bands."),
    "sensitivity": ("commands.sensitivity", "Which values the outcomes hang on: Morris and Sobol indices."),
    "check": ("commands.check", "Find mistakes in scenario files."),
    "scenarios": ("commands.scenarios", "List scenarios, or describe one."),
    "new": ("commands.new", "Write a commented scenario file to start from."),
}

EPILOG = """Try first: uv run run.py run chaebol

Names complete where you type ./run.py: for bash, in this folder, eval "$(_RUN_PY_COMPLETE=bash_source ./run.py)"
(zsh_source for zsh, fish_source for fish)."""


class Commands(click.Group):
    """Commands that are imported late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Name the nearest command when there is none of that name."""
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            raise ProblemError(
                [Problem(None, None, "command", name, f"one of {', '.join(COMMANDS)}", nearest(name, COMMANDS))]
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Commands, invoke_without_command=True, epilog=EPILOG)
@click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
@click.version_option(MODEL_VERSION, prog_name="Marshall")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Marshall: a laboratory for regional industrial policy.

    Firms, governments and investors on the map of a country, quarter by quarter, with and without a policy.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> int:
    """Run a command line; bad input ends in 2, a failed run in 1, Ctrl-C in 130, a queue's SIGTERM in 143."""
    args = sys.argv[1:] if arguments is None else arguments
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without the minus sign gets a question mark
    before = _heed_termination()
    try:
        result = cli.main(args=args, prog_name="run.py", standalone_mode=False)
        return int(result) if isinstance(result, int) else 0
    except ProblemError as error:
        _complain(error.problems, as_json="--json" in args)
        return 2
    except click.ClickException as error:
        _complain([of_usage(error)], as_json="--json" in args)
        return 2
    except (KeyboardInterrupt, click.Abort) as error:
        again = shlex.join(["uv", "run", "run.py", *args])
        click.echo(f"\nStopped. What is done is kept. To go on: {again}", err=True)
        return 143 if Terminated in (type(error), type(error.__cause__)) else 130  # click wraps it
    except BrokenPipeError:
        return 0
    except Exception as error:
        if "--debug" in args:
            raise
        if isinstance(error, OSError) and error.errno is not None:
            _complain([of_system(error)], as_json="--json" in args)
            return 2
        click.echo(f"Marshall failed: {type(error).__name__}: {error}", err=True)
        click.echo("This is a mistake of the program: run.py --debug … shows where. Please report it.", err=True)
        return 1
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


class Terminated(KeyboardInterrupt):
    """Somebody else ends the command: a queue whose time is up, a machine that goes down."""


def _heed_termination() -> Any:
    """Take SIGTERM as Ctrl-C, which ends the workers and says how to go on; return what was done with it before."""
    if threading.current_thread() is not threading.main_thread():
        return None

    def end(number: int, frame: Any) -> None:
        raise Terminated

    return signal.signal(signal.SIGTERM, end)


def _complain(problems: Sequence[Problem], *, as_json: bool) -> None:
    """Tell what is wrong: as JSON on standard output, unless that can't be written, else in words on the other."""
    if as_json:
        fields = ("file", "line", "key", "value", "expected", "nearest")
        errors = [{name: getattr(problem, name) for name in fields} for problem in problems]
        with contextlib.suppress(OSError):
            click.echo(json.dumps({"ok": False, "errors": errors}))
            return
    with contextlib.suppress(OSError):
        click.echo("\n".join(problem.text() for problem in problems), err=True)
