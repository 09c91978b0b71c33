"""The main effect of each policy by sign, paired, and what pairing is worth: in its country, and on the plain."""

from __future__ import annotations

import sys
from multiprocessing import Pool

import numpy as np

from model.simulate import simulate
from results.compare import difference
from scenarios.load import load_scenario

MAIN = {
    "chaebol": ("groups_at_the_end_of_the_drive", "groups_share", "top_groups_at_the_end_of_the_drive"),
    "free_economic_zones": ("foreign_investment_in_zones", "foreign_investment"),
    "smart_specialisation": ("research_share", "related_entry", "related_firms"),
}
ZONES = ("shenzhen", "zhuhai", "shantou", "xiamen")


def pair(task: tuple[str, int]) -> tuple[dict[str, float], dict[str, float]]:
    """Outcomes of a run and of its twin without policy, with three more that belong to a policy."""
    name, seed = task
    scenario = load_scenario(name)
    runs = [simulate(s, seed) for s in (scenario, scenario.without_policy())]
    fields = chosen_fields(runs[0].tables["policy_ledger"].to_pandas())
    with_policy, without = (run.outcomes | own_outcomes(run.tables, fields) for run in runs)
    return with_policy, without


def exports_on_the_plain(task: tuple[str, int]) -> tuple[float, float]:
    """Exports with and without a policy on equal ground, where no policy opens a country that was shut."""
    name, seed = task
    scenario = load_scenario(name, ("country=plain",))
    with_policy, without = (simulate(s, seed).outcomes["exports"] for s in (scenario, scenario.without_policy()))
    return with_policy, without


def chosen_fields(ledger):  # type: ignore[no-untyped-def]
    """Regions and sectors that cluster organisations are for: what each region's strategy chose."""
    backed = ledger[(ledger["instrument"] == "cluster_initiatives") & (ledger["spent"] > 0.0)]
    return backed.groupby(["region", "sector"]).size().index


def own_outcomes(tables, fields) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """Foreign jobs in zones, entry in the chosen fields, largest groups at the end of the drive."""
    regions = tables["regions"].to_pandas()
    late = regions[regions["quarter"] >= 0]
    inside = late[late["region"].isin(ZONES)]
    foreign = (inside["foreign_share"] * inside["employment"]).sum() / max(late["employment"].sum(), 1e-12)
    after = late[late["quarter"] >= 56].groupby(["region", "sector"])[["entries", "firms"]].sum()
    after = after[after.index.isin(fields)].sum()
    totals = tables["totals"].to_pandas()
    drive = totals[totals["quarter"].between(44, 47)]
    return {
        "foreign_investment_in_zones": float(foreign),
        "related_entry": float(after["entries"]),
        "related_firms": float(after["firms"]) / 104.0,
        "groups_at_the_end_of_the_drive": float(drive["groups_share"].mean()),
        "top_groups_at_the_end_of_the_drive": float(drive["top_groups_share"].mean()),
    }


def show(what: str, x: np.ndarray, y: np.ndarray) -> None:  # type: ignore[type-arg]
    """Print the paired difference of an outcome."""
    d = difference(x, y)
    print(
        f"{what}: {d.base:.4g} {d.difference:+.4g} [{d.low:+.4g}, {d.high:+.4g}]"
        f"{' *' if d.settled else ''}, unpaired over paired variance {d.variance_ratio:.0f} (of at most {most(x, y):.0f})",
        flush=True,
    )


def most(x: np.ndarray, y: np.ndarray) -> float:  # type: ignore[type-arg]
    """The ratio if both moved as one: where one varies more than the other, pairing can't take off all of it."""
    a, b = x.std(ddof=1), y.std(ddof=1)
    return float((a**2 + b**2) / max((a - b) ** 2, 1e-300))


if __name__ == "__main__":
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    with Pool() as pool:
        for name, outcomes in MAIN.items():
            if sys.argv[2:] and name not in sys.argv[2:]:
                continue
            tasks = [(name, seed) for seed in range(1, seeds + 1)]
            found = pool.map(pair, tasks, chunksize=1)
            for outcome in (*outcomes, "exports", "exports_growth", "real_gdp_growth"):
                x, y = (np.array([f[at][outcome] for f in found]) for at in (0, 1))
                show(f"{name}, {outcome}", x, y)
            x, y = np.array(pool.map(exports_on_the_plain, tasks, chunksize=1)).T
            show(f"{name} on the plain, exports", x, y)
