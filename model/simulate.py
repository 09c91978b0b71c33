"""One run from a scenario and a seed: what a worker does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.economy import RegionalEconomy
from model.settled import Settled
from scenarios.schema import RunSettings, Scenario

if TYPE_CHECKING:
    import pyarrow as pa


OnQuarter = Callable[[RegionalEconomy], None]


@dataclass(frozen=True)
class SimulationOutput:
    """What a run leaves behind."""

    tables: dict[str, pa.Table]
    outcomes: dict[str, float | None]
    identities: dict[str, float]
    quarters: int


def simulate(
    scenario: Scenario, seed: int, on_quarter: OnQuarter | None = None, settled: Settled | None = None
) -> SimulationOutput:
    """Run a scenario to its end.

    Parameters
    ----------
    settled : where to look for the end of the burn-in, and to leave it for the runs that share it.
    """
    economy = RegionalEconomy(scenario, seed) if settled is None else _settle(scenario, seed, on_quarter, settled)
    economy.run(on_quarter)
    return SimulationOutput(economy.tables(), economy.outcomes(), economy.identities, economy.quarter)


def _settle(scenario: Scenario, seed: int, on_quarter: OnQuarter | None, settled: Settled) -> RegionalEconomy:
    """The economy at quarter 0."""
    found = settled.find(scenario, seed)
    if found is None:
        economy = RegionalEconomy(scenario, seed)
        economy.run(on_quarter, until=0)
        settled.keep(economy.snapshot(), scenario)
        return economy
    economy = RegionalEconomy.resume(found, scenario)
    if on_quarter is not None:
        on_quarter(economy)
    return economy


def warm_up(scenario: Scenario) -> None:
    """Load compiled code, so that the first run of a worker costs what the others cost."""
    short = scenario.model_copy(update={"run": RunSettings(quarters=1, burn_in=1, firms=200)})
    RegionalEconomy(short, 1).run()
