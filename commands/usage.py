"""What is wrong with the words of a command line, told like any other mistake: where, what, what was expected."""

from __future__ import annotations

import re

import click

from problems import Problem, nearest

SEVERAL = {
    "run": "batch and compare take several",
    "attribute": "attribute each by itself",
    "sensitivity": "study each by itself",
    "new": "a name of several words has _ between them",
}
"""What to do with more than a command takes."""

NAMED_BY = ("countries", "policies")
"""Options that name parts of scenarios; what they name lies in folders of the same names."""

PATH = re.compile(r"[^']*'(.*)' (is not \w+|is a \w+|does not exist)\.?")
"""What click says of a path: its kind, the path, what is the matter with it."""


def of_usage(error: click.ClickException) -> Problem:
    """Tell which words of the command line nobody could make sense of."""
    if isinstance(error, click.BadOptionUsage):  # click doesn't say of which command
        none = "does not take" in error.message
        return Problem(None, None, error.option_name, None, f"{'no' if none else 'a'} value behind it")
    context = getattr(error, "ctx", None)
    param = getattr(error, "param", None)
    if context is None:
        return Problem(None, None, None, None, error.format_message().rstrip("."))
    if isinstance(error, click.NoSuchOption):
        return _no_option(error.option_name, context)
    if isinstance(error, click.MissingParameter) and param is not None:
        return Problem(context.command_path, None, param.opts[-1], "missing", _kind(param))
    if isinstance(error, click.BadParameter) and param is not None:
        return _wrong(error.message, param, context)
    if extra := re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message, re.DOTALL):
        return _extra(extra[1], context)
    return Problem(context.command_path, None, None, None, error.format_message().rstrip("."))


def _no_option(name: str, context: click.Context) -> Problem:
    shown = [p for p in context.command.get_params(context) if isinstance(p, click.Option) and not p.hidden]
    known = [opt for param in shown for opt in param.opts]
    expected = f"an option of this command: {', '.join(known)}"
    return Problem(context.command_path, None, name, None, expected, nearest(name, known))


def _wrong(message: str, param: click.Parameter, context: click.Context) -> Problem:
    if isinstance(param.type, click.Path) and (told := PATH.fullmatch(message)):
        kind = "a folder" if not param.type.file_okay else "a path"
        return Problem(context.command_path, None, param.opts[-1], told[1], f"{kind} that can be used: it {told[2]}")
    value = message.partition(" is not ")[0].strip("'")
    choices = tuple(map(str, param.type.choices)) if isinstance(param.type, click.Choice) else ()
    return Problem(context.command_path, None, param.opts[-1], value, _kind(param), nearest(value, choices))


def _extra(words: str, context: click.Context) -> Problem:
    """More words than the command takes; some belong behind an option."""
    command = context.command
    taken = [str(p.name).upper() for p in command.get_params(context) if isinstance(p, click.Argument)]
    expected = f"one {taken[0]} and options" if taken else "options alone"
    hints = [SEVERAL.get(command.name or ""), f"{context.command_path} --help lists them"]
    expected += f" ({'; '.join(hint for hint in hints if hint)})"
    return Problem(context.command_path, None, None, words, expected, _belonging(words.split(), context))


def _belonging(words: list[str], context: click.Context) -> str | None:
    """The options behind which words belong, if the command has one for each of them."""
    from scenarios.names import names_of

    has = [o for o in NAMED_BY if any(p.name == o for p in context.command.get_params(context))]
    found = [next((f"--{o}={word}" for o in has if word in names_of(o)), None) for word in words]
    return " ".join(option for option in found if option) if all(found) else None


def _kind(param: click.Parameter) -> str:
    """What a value should be, in words."""
    kind = param.type
    if isinstance(kind, click.Choice):
        return f"one of {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"a whole number{_bounds(kind)}"
    if kind.name == "scenario":
        some = "a scenario" if param.nargs == 1 else "one or more scenarios"
        return f"{some} (uv run run.py scenarios lists them) or the path of a .toml file"
    return {"integer": "a whole number", "float": "a number"}.get(kind.name, "a name")


def _bounds(kind: click.IntRange) -> str:
    return f", {kind.min} or more" if kind.max is None else f" from {kind.min} to {kind.max}"
