"""The main effect of each policy by sign, paired, and what pairing is worth."""

from __future__ import annotations

import sys
from multiprocessing import Pool

import numpy as np

from model.simulate import simulate
from results.compare import difference
from scenarios.load import load_scenario

MAIN = {
    "chaebol": ("top_groups_at_the_end_of_the_drive", "top_groups_share"),
    "free_economic_zones": ("foreign_investment_in_zones", "foreign_investment"),
    "smart_specialisation": ("research_share", "related_entry"),
}
ZONES = ("shenzhen", "zhuhai", "shantou", "xiamen")


def one(task: tuple[str, int, bool]) -> dict[str, float]:
    """Outcomes of a run, with two more that belong to a policy."""
    name, seed, bare = task
    scenario = load_scenario(name)
    output = simulate(scenario.without_policy() if bare else scenario, seed)
    regions = output.tables["regions"].to_pandas()
    late = regions[regions["quarter"] >= 0]
    inside = late[late["region"].isin(ZONES)]
    foreign = (inside["foreign_share"] * inside["employment"]).sum() / max(late["employment"].sum(), 1e-12)
    totals = output.tables["totals"].to_pandas()
    drive = totals[totals["quarter"].between(44, 47)]
    return output.outcomes | {
        "foreign_investment_in_zones": float(foreign),
        "related_entry": related_entry(late),
        "top_groups_at_the_end_of_the_drive": float(drive["top_groups_share"].mean()),
    }


def related_entry(late) -> float:  # type: ignore[no-untyped-def]
    """Firms, last ten years, in what was related to each region's specialities in year 14 (density above its median)."""
    then = late[late["quarter"] == 56].set_index(["region", "sector"])
    median = then.groupby("region")["relatedness_density"].transform("median")
    related = then["relatedness_density"] > median
    firms = late[late["quarter"] >= 120].groupby(["region", "sector"])["firms"].mean()
    return float(firms[related[related].index].sum())


if __name__ == "__main__":
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    with Pool() as pool:
        for name, outcomes in MAIN.items():
            tasks = [(name, seed, bare) for seed in range(1, seeds + 1) for bare in (False, True)]
            found = pool.map(one, tasks, chunksize=1)
            for outcome in (*outcomes, "exports", "exports_growth", "real_gdp_growth"):
                x, y = (np.array([f[outcome] for f in found[at::2]]) for at in (0, 1))
                d = difference(x, y)
                print(
                    f"{name}, {outcome}: {d.base:.4g} {d.difference:+.4g} [{d.low:+.4g}, {d.high:+.4g}]"
                    f"{' *' if d.settled else ''}, unpaired over paired variance {d.variance_ratio:.0f}",
                    flush=True,
                )
