"""From a name or a file to a resolved scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from problems import Problem, ProblemError, nearest
from scenarios.consistency import budgets, of_package, of_policy
from scenarios.country import Country
from scenarios.country_checks import of_country, unknown
from scenarios.document import Document, read
from scenarios.names import HERE as HERE
from scenarios.names import names_of as names_of
from scenarios.overrides import Overrides
from scenarios.parameters import Parameters, ParameterSpec
from scenarios.schema import Policy, Scenario, ScenarioFile
from scenarios.sectors import SectorTable
from scenarios.validate import shown, validated
from scenarios.world import WorldSeries

SHIPPED = ("scenarios", "countries", "policies")
PARTS = {"country": "countries", "policy": "policies"}


@dataclass(frozen=True)
class ScenarioCard:
    """What a list of scenarios shows of one."""

    name: str
    title: str
    country: str
    policy: str
    quarters: int
    summary: str


def scenario_path(name: str) -> Path:
    """File of a shipped scenario."""
    return HERE / f"{name}.toml"


@cache
def catalogue() -> dict[str, ParameterSpec]:
    """Every behavioural parameter with symbol, unit, value, range and source."""
    document = read(HERE / "parameters.toml")
    return {name: ParameterSpec.model_validate(spec) for name, spec in document.data.items()}


@cache
def sector_table() -> SectorTable:
    """The sectors: the same in every country."""
    tables = {
        "sectors": "sectors.toml", "inputs": "io.toml", "related": "relatedness.toml", "leanings": "factors.toml",
    }  # fmt: skip
    data = {key: read(HERE / file).data for key, file in tables.items()}
    return SectorTable.model_validate({key: _rows(table) for key, table in data.items()})


@cache
def world_series() -> WorldSeries:
    """The world by the calendar: the same for every country."""
    return WorldSeries.model_validate(read(HERE / "world.toml").data)


def _rows(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if isinstance(value, dict) and key != "sources"}


def load_scenario(name_or_path: str, settings: Sequence[str] = (), *, carried: bool = False) -> Scenario:
    """Read a shipped scenario by its name, or a file by its path, and everything it names.

    Parameters
    ----------
    settings : changes of single values, "path=value" each, such as "country=plain" or "run.quarters=80".
    carried : whether the package comes from another country. Where fewer regions than at home hold more of the
        people, budgets of zones come to more of the product: its envelope holds them then.

    Raises
    ------
    ProblemError
        With every problem that was found, at its file, line and key.
    """
    document, name = _scenario_document(name_or_path)
    overrides = Overrides.parse(settings)
    overrides.apply_to_scenario(document)
    file = _scenario_file(document)
    country = _country(file.country, overrides)
    policy, package = _policy(file, overrides)
    parameters = _parameters(document, file.parameters)
    overrides.refuse_unused(catalogue())
    scenario = Scenario(
        name=name,
        title=file.title,
        summary=file.summary,
        watch=file.watch,
        country=country,
        policy=policy,
        parameters=parameters,
        sectors=sector_table(),
        world=world_series(),
        run=file.run,
        demand_abroad=file.demand_abroad,
        changes=tuple(sorted(file.changes, key=lambda change: change.quarter)),
    )
    if carried:
        envelope = max(policy.envelope, *budgets(scenario).values(), 0.0)
        scenario = scenario.model_copy(update={"policy": policy.model_copy(update={"envelope": envelope})})
    problems = of_policy(scenario, document, package)
    known = scenario.sectors.ids
    astray = [name for name in file.demand_abroad if name not in known]
    problems += [unknown(document, ("demand_abroad", name), name, known, "a sector") for name in astray]
    if not problems and file.changes:
        from scenarios.changes import check

        problems = check(scenario.model_copy(update={"changes": file.changes}), document)
    if problems:
        raise ProblemError(problems)
    return scenario


def list_scenarios() -> list[ScenarioCard]:
    """Shipped scenarios, by name."""
    cards = []
    for name in names_of("scenarios"):
        file = validated(ScenarioFile, read(HERE / f"{name}.toml"))
        cards.append(ScenarioCard(name, file.title, file.country, file.policy, file.run.quarters, file.summary))
    return cards


def check_file(path: str) -> list[Problem]:
    """Find the problems of a scenario, or of the file of a country or a policy; none if it can run."""
    try:
        _check(path)
    except ProblemError as error:
        return list(error.problems)
    return []


def _check(path: str) -> None:
    document, _ = _scenario_document(path)
    keys = set(document.data)
    of_scenario = keys & (set(Scenario.model_fields) - set(Policy.model_fields) - set(Country.model_fields))
    sectors = sector_table().ids
    if "country" in keys or of_scenario or not {"map", "nation", "instruments", "envelope"} & keys:
        load_scenario(path)
        return
    if {"instruments", "envelope"} & keys:
        problems = of_package(validated(Policy, document), document, sectors)  # regions: in a scenario only
    else:
        problems = of_country(validated(Country, document), document, sectors)
    if problems:
        raise ProblemError(problems)


def document_of(name_or_path: str) -> Document:
    """What the file of a scenario says itself.

    Raises
    ------
    ProblemError
        If there is none, or it is no TOML.
    """
    return _scenario_document(name_or_path)[0]


def _scenario_document(name_or_path: str) -> tuple[Document, str]:
    given = str(name_or_path)
    if given in names_of("scenarios"):
        return read(HERE / f"{given}.toml", f"scenarios/{given}.toml"), given
    looks_like_path = given.endswith(".toml") or "/" in given or "\\" in given or (given and Path(given).exists())
    if not looks_like_path:
        expected = f"a scenario ({', '.join(names_of('scenarios'))}) or the path of a .toml file"
        close = nearest(given, names_of("scenarios")) if given else None
        raise ProblemError([Problem(None, None, "scenario", given or "nothing", expected, close)])
    stem = "".join(c if c.isalnum() and c.isascii() else "_" for c in Path(given).stem.lower())[:40]
    return read(Path(given), given), stem if stem[:1].isalpha() else f"s_{stem}"[:40]


def _scenario_file(document: Document) -> ScenarioFile:
    """What the scenario says, with a country and a policy that are there."""
    astray = {problem.key: problem for key in PARTS if (problem := _no_such(document, key))}
    try:
        file = validated(ScenarioFile, document)
    except ProblemError as error:
        told = [astray.pop(problem.key, problem) for problem in error.problems]
        raise ProblemError([*told, *astray.values()]) from None
    if astray:
        raise ProblemError(astray.values())
    return file


def _no_such(document: Document, key: str) -> Problem | None:
    """A name of no country, or of no policy, with those that there are; None if the file has another mistake there."""
    name, names = document.data.get(key), names_of(PARTS[key])
    if not isinstance(name, str) or name in names:
        return None
    part = Path(name).stem if "/" in name or name.endswith(".toml") else name
    own = f"a file of your own in scenarios/{PARTS[key]}, by its name without .toml"
    expected = f"one of {', '.join(names)}, or {own}{' (run.py new NAME --country writes one)' * (key == 'country')}"
    return document.problem((key,), shown(name), expected, part if part in names else nearest(part, names))


def _part(kind: str, name: str) -> Path:
    return HERE / kind / f"{name}.toml"


def _country(name: str, overrides: Overrides) -> Country:
    found = read(_part("countries", name), f"scenarios/countries/{name}.toml")
    overrides.apply_to_country(found)
    country = validated(Country, found)
    problems = of_country(country, found, sector_table().ids)
    if problems:
        raise ProblemError(problems)
    return country


def _policy(file: ScenarioFile, overrides: Overrides) -> tuple[Policy, Document]:
    """The package with the scenario's own instruments, and the document it comes from."""
    found = read(_part("policies", file.policy), f"scenarios/policies/{file.policy}.toml")
    overrides.apply_to_policy(found)
    policy = validated(Policy, found)
    changes: dict[str, Any] = {"instruments": (*policy.instruments, *file.instruments)}
    if file.envelope is not None:
        changes["envelope"] = file.envelope
    return policy.model_copy(update=changes), found


def _parameters(document: Document, given: dict[str, float]) -> Parameters:
    specs, problems = catalogue(), []
    for name, value in given.items():
        path = ("parameters", name)
        if name not in specs:
            expected = "the name of a parameter (see scenarios/parameters.toml)"
            problems.append(document.problem(path, repr(value), expected, nearest(name, specs)))
        elif not specs[name].low <= value <= specs[name].high:
            spec = specs[name]
            expected = f"{spec.low:g} to {spec.high:g} {spec.unit} ({spec.meaning})"
            problems.append(document.problem(path, repr(value), expected))
    if problems:
        raise ProblemError(problems)
    return Parameters.model_validate({name: spec.value for name, spec in specs.items()} | given)
