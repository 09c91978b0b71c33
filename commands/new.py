"""`run.py new`: a scenario file to start from."""

from __future__ import annotations

import re
import shlex
import unicodedata
from pathlib import Path

import click

from commands.options import ScenarioName
from problems import Problem, ProblemError

DEFAULT = "laissez_faire"


@click.command("new")
@click.argument("name")
@click.option(
    "--like",
    "base",
    type=ScenarioName(),
    show_default=DEFAULT,
    help="Scenario to copy from.",
)
@click.option("--country", is_flag=True, help="Write a country of that name too, and a scenario that runs it.")
def command(name: str, base: str | None, country: bool) -> int:
    """Write NAME.toml in this folder: a commented scenario, ready to run and to change."""
    from scenarios.template import new_scenario_text

    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    if path.name == ".toml":
        raise ProblemError([Problem(None, None, "NAME", repr(name), "a name for the new scenario")])
    if country and base is not None:
        expected = "--country without it: a new country's scenario has no policy to copy yet"
        raise ProblemError([Problem(None, None, "--like", base, expected)])
    if country:
        _write_country(path)
    else:
        _write({path: new_scenario_text(path.stem, base or DEFAULT)})
    again = shlex.quote(f"./{path}" if str(path).startswith("-") else str(path))
    click.echo(f"{path} is there. Change it, then: uv run run.py check {again}, uv run run.py run {again}")
    return 0


def _write_country(path: Path) -> None:
    from scenarios.country_template import new_country_scenario_text, new_country_text
    from scenarios.load import HERE

    name = path.stem
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name):
        expected = "small letters, digits and _, a letter first: it is the country's name in other files"
        raise ProblemError([Problem(None, None, "NAME", name, expected, _slug(name))])
    file = HERE / "countries" / f"{name}.toml"
    _write({file: new_country_text(name), path: new_country_scenario_text(name)})
    click.echo(f"scenarios/countries/{name}.toml is there: the country. docs/adding_a_country.md says how to fill it.")


def _slug(name: str) -> str | None:
    """A name that would do, made of the one given: "Costa Rica" is costa_rica; None if nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_0123456789")[:40] or None


def _write(texts: dict[Path, str]) -> None:
    """Write all or none; nothing is overwritten."""
    from results.files import told

    for path in texts:
        if path.exists():
            raise ProblemError([Problem(str(path), None, None, "exists already", "a new name: nothing is overwritten")])
    begun: list[Path] = []
    try:
        for path, text in texts.items():
            with told(path), path.open("x", encoding="utf-8") as file:
                begun.append(path)
                file.write(text)
    except BaseException:
        for path in begun:
            path.unlink(missing_ok=True)
        raise
