"""Drivers of a history, switched off one at a time: each a change of the scenario, none of the economy's code.

`kind:K` takes out all instruments of a kind; `parameter:P=V` and `figure:F=V` set a parameter or a figure of the
nation; `factor:F` takes a local factor's leanings away; `endowment:S` and `even:schooling` give every region the
mean, weighted by people; `even:ports` makes all ports ordinary.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from problems import Problem, ProblemError, nearest

if TYPE_CHECKING:
    from scenarios.country import Country
    from scenarios.schema import Scenario

FILE = Path(__file__).parent.parent / "docs" / "data" / "drivers.csv"


def read_drivers(path: Path = FILE) -> dict[str, tuple[str, ...]]:
    """Switches of each driver, by name."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["driver"]: tuple(row["switches"].split()) for row in csv.DictReader(file)}


def without(scenario: Scenario, switches: tuple[str, ...]) -> Scenario:
    """The scenario with all switches thrown.

    Raises
    ------
    ProblemError
        If there is no such switch.
    """
    for switch in switches:
        kind, _, what = switch.partition(":")
        if kind not in SWITCHES:
            expected = f"one of {', '.join(SWITCHES)}, then a colon"
            raise ProblemError([Problem(str(FILE), None, "switches", switch, expected, nearest(kind, SWITCHES))])
        scenario = SWITCHES[kind](scenario, what)
    return scenario


def _kind(scenario: Scenario, kind: str) -> Scenario:
    left = tuple(i for i in scenario.policy.instruments if i.kind != kind)
    return scenario.model_copy(update={"policy": scenario.policy.model_copy(update={"instruments": left})})


def _parameter(scenario: Scenario, setting: str) -> Scenario:
    name, _, value = setting.partition("=")
    known = type(scenario.parameters).model_validate(scenario.parameters.model_dump() | {name: float(value)})
    return scenario.model_copy(update={"parameters": known})


def _figure(scenario: Scenario, setting: str) -> Scenario:
    from scenarios.figure import Figure

    name, _, value = setting.partition("=")
    nation = scenario.country.nation.model_copy(update={name: Figure(float(value), source="setting")})
    return _with_country(scenario, scenario.country.model_copy(update={"nation": nation}))


def _factor(scenario: Scenario, factor: str) -> Scenario:
    table = scenario.sectors.model_dump(mode="json")
    for leanings in table["leanings"].values():
        leanings[factor] = 0.0
    return scenario.model_copy(update={"sectors": type(scenario.sectors).model_validate(table)})


def _endowment(scenario: Scenario, sector: str) -> Scenario:
    country = scenario.country
    people = [float(r.population) for r in country.regions.values()]
    has = [float(r.endowment.get(sector, 0.0)) for r in country.regions.values()]
    mean = sum(p * x for p, x in zip(people, has, strict=True)) / sum(people)
    regions = {
        name: region.model_copy(update={"endowment": {**region.endowment, sector: mean}})
        for name, region in country.regions.items()
    }
    return _with_country(scenario, country.model_copy(update={"regions": regions}))


def _even(scenario: Scenario, what: str) -> Scenario:
    from scenarios.figure import Figure

    country = scenario.country
    if what == "ports":
        ordinary = Figure(1.0, source="setting")
        ports = tuple(port.model_copy(update={"quality": ordinary}) for port in country.ports)
        return _with_country(scenario, country.model_copy(update={"ports": ports}))
    people = sum(float(r.population) for r in country.regions.values())
    mean = sum(float(r.population) * float(getattr(r, what)) for r in country.regions.values()) / people
    regions = {n: r.model_copy(update={what: Figure(mean, source="setting")}) for n, r in country.regions.items()}
    return _with_country(scenario, country.model_copy(update={"regions": regions}))


def _with_country(scenario: Scenario, country: Country) -> Scenario:
    return scenario.model_copy(update={"country": type(country).model_validate(country.model_dump(mode="json"))})


SWITCHES: dict[str, Callable[[Scenario, str], Scenario]] = {
    "kind": _kind,
    "parameter": _parameter,
    "figure": _figure,
    "factor": _factor,
    "endowment": _endowment,
    "even": _even,
}


def variants(scenario: Scenario, drivers: Iterator[str] | list[str]) -> dict[str, Scenario]:
    """With the policy, without it, and without each driver, by "", "policy" and the driver's name.

    A driver whose switches change nothing here is left out.
    """
    known = read_drivers()
    none = scenario.without_policy().model_copy(update={"name": f"{scenario.name}_no_policy"})
    found = {"": scenario, "policy": none}
    for driver in drivers:
        if driver not in known:
            raise ProblemError([Problem(str(FILE), None, "driver", driver, "a driver", nearest(driver, known))])
        off = without(scenario, known[driver]).model_copy(update={"name": f"{scenario.name}_no_{driver}"})
        if off.fingerprint() != scenario.fingerprint():
            found[driver] = off
    return found
