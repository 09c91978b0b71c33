"""Which runs the facts need: economies without policy, countries with theirs, experiments, null models."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scenarios.schema import Scenario

ECONOMIES = ("plain", "korea", "china", "european_union")
CENSUS = "run.census=[0, 20, 21, 25, 30, 31, 35, 38, 39]"
FACTS = "facts_"  # names of scenarios without policy begin with it
TRIALS = File(__file__).parent.parent / "scenarios" / "experiments"
CODE = ("agents", "model", "policies", "results", "scenarios")


def without_policy(settings: Sequence[str] = ()) -> dict[str, Scenario]:
    """Laissez-faire in every economy, by economy."""
    from scenarios.load import load_scenario

    found = {}
    for name in ECONOMIES:
        scenario = load_scenario("laissez_faire", (f"country={name}", CENSUS, *settings))
        found[name] = _named(scenario, FACTS + name)
    return found


def mark(scenarios: Sequence[Scenario]) -> str:
    """Mark of what the results depend on: scenarios and the code of the economy, so that no old run is taken."""
    text = "".join(sorted(s.fingerprint() for s in scenarios)) + code_mark()
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@cache
def code_mark() -> str:
    """Hash of the code that makes runs."""
    root = File(__file__).parent.parent
    files = sorted(path for package in CODE for path in (root / package).rglob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def parameter_mark(scenarios: Mapping[str, Any]) -> str:
    """Hash of the values of all parameters and sectors: the one set that every economy has.

    Parameters
    ----------
    scenarios : resolved scenarios by name, as a folder of results holds them; null models are left out.
    """
    text = {
        json.dumps([s["parameters"], s["sectors"]], sort_keys=True)
        for name, s in scenarios.items()
        if not name.startswith(NULL)
    }
    return hashlib.sha256("".join(sorted(text)).encode()).hexdigest()[:12]


def about(scenarios: Iterable[Scenario], version: str) -> dict[str, str]:
    """What figures are of: version, mark of parameters and sectors, mark of the code."""
    by_name = {s.name: s.model_dump(mode="json") for s in scenarios}
    return {"version": version, "parameters": parameter_mark(by_name), "code": code_mark()}


@dataclass(frozen=True)
class Path:
    """A country whose exports or industries are held against the record.

    Attributes
    ----------
    country : as the record and the facts call it; scenario : of the project; first, last : years of the window.
    title : of the figure; state : its part of a map of several states, empty where it is the whole map.
    """

    country: str
    scenario: str
    first: int
    last: int
    title: str
    state: str = ""

    @property
    def run(self) -> str:
        """Name of the scenario that is run: one for all states of a map."""
        return PATH + (self.scenario if self.state else self.country)


PATHS = (
    Path("korea", "chaebol", 1973, 2013, "Korea"),
    Path("china", "free_economic_zones", 1980, 2020, "China"),
    Path("india", "india_it", 1981, 2019, "India"),
    Path("japan", "japan_hightech", 1970, 1994, "Japan"),
    Path("united_states", "us_clusters", 1960, 2000, "United States"),
    Path("mexico", "latin_america_gvc", 1961, 2019, "Mexico", "mexico"),
    Path("brazil", "latin_america_gvc", 1961, 2019, "Brazil", "brazil"),
)
YEARS = {"korea": 2010, "china": 2015, "japan": 1990, "united_states": 2000}  # in which industries are compared
PATH = "path_"  # names of scenarios of paths begin with it
EXPERIMENT = "trial_"  # names of scenarios of experiments begin with it
PLACEBO = "placebo_"  # names of experiments without their policy begin with it
NULL = "null_"  # names of null models begin with it


def paths(settings: Sequence[str] = ()) -> list[Scenario]:
    """The policy of the time, long enough to reach the last year of the window."""
    from scenarios.load import load_scenario

    found = {}
    for path in PATHS:
        start = load_scenario(path.scenario).country.start_year
        length = f"run.quarters={4 * (path.last - start + 1)}"
        found[path.run] = _named(load_scenario(path.scenario, (length, *settings)), path.run)
    return list(found.values())


def experiments(names: Collection[str], settings: Sequence[str] = ()) -> list[Scenario]:
    """Scenarios of the experiments, as their files have them."""
    from scenarios.load import load_scenario

    return [
        _named(load_scenario(str(TRIALS / f"{name}.toml"), settings), EXPERIMENT + name) for name in sorted(set(names))
    ]


NULLS: dict[str, tuple[str, ...]] = {
    "agglomeration_off": tuple(
        f"parameters.{name}=0" for name in ("localisation", "spin_off", "imitation_chance", "entry_slope")
    ),
    "trade_closed": ("parameters.port_cost=3", "country.nation.tariff=3"),
}
"""Null models on the plain: what is switched off."""


def nulls(settings: Sequence[str] = ()) -> list[Scenario]:
    """The plain with a mechanism off."""
    from scenarios.load import load_scenario

    return [
        _named(load_scenario("laissez_faire", (CENSUS, *settings, *off)), NULL + name) for name, off in NULLS.items()
    ]


def placebos(trials: Sequence[Scenario]) -> list[Scenario]:
    """The experiments without their policy: the estimators must find nothing. Each once, as some share it."""
    found = {placebo_name(trial): trial.without_policy() for trial in trials}
    return [_named(scenario, name) for name, scenario in found.items()]


def placebo_name(trial: Scenario) -> str:
    """Name of an experiment without its policy."""
    return PLACEBO + trial.without_policy().fingerprint()[:8]


def _named(scenario: Scenario, name: str) -> Scenario:
    return scenario.model_copy(update={"name": name})
