"""Every accounting identity in every quarter of every shipped scenario, at its own size and length.

`uv run python -m benchmarks.identities [--firms N] [--quarters N] [scenario …]` prints the worst quarter of each
identity, relative to the quarter's product, and ends with 1 if one is above the bar.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from model.economy import RegionalEconomy
from scenarios.load import load_scenario
from scenarios.names import names_of
from scenarios.schema import Scenario

BAR = 1e-9
Worst = dict[str, tuple[float, int]]


def by_quarter(scenario: Scenario, seed: int) -> Iterator[tuple[int, dict[str, float]]]:
    """Run; yield each quarter of the run, those before the start year too, with its residuals over its product."""
    economy = RegionalEconomy(scenario, seed)
    while not economy.finished:
        quarter = economy.quarter
        economy.state.ledger.residuals.clear()  # it keeps the largest so far: here each quarter stands alone
        economy.step()
        yield quarter, economy.identities


def worst_quarters(scenario: Scenario, seed: int) -> Worst:
    """Largest residual of each identity, and its quarter."""
    worst: Worst = {}
    for quarter, residuals in by_quarter(scenario, seed):
        for name, value in residuals.items():
            if name not in worst or not value <= worst[name][0]:  # nothing is lost on a figure that is none
                worst[name] = value, quarter
    return worst


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.identities", description=__doc__.split("\n")[0])
    asked.add_argument("scenarios", nargs="*", default=names_of("scenarios"))
    asked.add_argument("--firms", type=int, help="instead of the scenario's own number")
    asked.add_argument("--quarters", type=int, help="instead of the scenario's own number")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    changes = [f"run.{k}={v}" for k, v in (("firms", given.firms), ("quarters", given.quarters)) if v is not None]
    broken = False
    for name in given.scenarios:
        scenario, begun = load_scenario(name, changes), time.perf_counter()
        worst = worst_quarters(scenario, given.seed)
        run = scenario.run
        print(
            f"{name}: {run.firms} firms, {run.burn_in} + {run.quarters} quarters, {time.perf_counter() - begun:.0f} s"
        )
        for identity, (value, quarter) in worst.items():
            above = not value < BAR
            broken |= above
            print(f"  {identity:22} {value:.1e} in quarter {quarter}{'  ABOVE THE BAR' if above else ''}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
