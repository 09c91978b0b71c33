"""One run from a scenario and a seed: what a worker does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.economy import RegionalEconomy
from scenarios.schema import RunSettings, Scenario

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class SimulationOutput:
    """What a run leaves behind."""

    tables: dict[str, pa.Table]
    outcomes: dict[str, float]
    identities: dict[str, float]
    quarters: int


def simulate(
    scenario: Scenario, seed: int, on_quarter: Callable[[RegionalEconomy], None] | None = None
) -> SimulationOutput:
    """Run a scenario to its end."""
    economy = RegionalEconomy(scenario, seed)
    economy.run(on_quarter)
    return SimulationOutput(economy.tables(), economy.outcomes(), economy.identities, economy.quarter)


def warm_up(scenario: Scenario) -> None:
    """Load compiled code, so that the first run of a worker costs what the others cost."""
    short = scenario.model_copy(update={"run": RunSettings(quarters=1, burn_in=1, firms=200)})
    RegionalEconomy(short, 1).run()
