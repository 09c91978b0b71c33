"""Which runs the facts need: every economy without policy, counted in census years."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.schema import Scenario

ECONOMIES = ("plain", "korea", "china", "european_union")
CENSUS = "run.census=[0, 20, 21, 25, 30, 31, 35, 38, 39]"
FACTS = "facts_"  # names of scenarios without policy begin with it
CODE = ("agents", "model", "policies", "results", "scenarios")


def without_policy(settings: Sequence[str] = ()) -> dict[str, Scenario]:
    """Laissez-faire in every economy, by economy."""
    from scenarios.load import load_scenario

    found = {}
    for name in ECONOMIES:
        scenario = load_scenario("laissez_faire", (f"country={name}", CENSUS, *settings))
        found[name] = scenario.model_copy(update={"name": FACTS + name})
    return found


def mark(scenarios: Sequence[Scenario]) -> str:
    """Mark of what the results depend on: scenarios and the code of the economy, so that no old run is taken."""
    text = "".join(sorted(s.fingerprint() for s in scenarios)) + code_mark()
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@cache
def code_mark() -> str:
    """Hash of the code that makes runs."""
    root = Path(__file__).parent.parent
    files = sorted(path for package in CODE for path in (root / package).rglob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def parameter_mark(scenario: Scenario) -> str:
    """Hash of the values of all parameters and sectors: the one set that every economy has."""
    text = scenario.model_dump_json(include={"parameters", "sectors"})
    return hashlib.sha256(text.encode()).hexdigest()[:12]
