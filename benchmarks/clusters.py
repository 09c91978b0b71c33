"""Clusters after 40 years on the plain: as it is, with firms shuffled, with the mechanisms off."""

from __future__ import annotations

import sys
from multiprocessing import Pool

import numpy as np

from model import clusters
from model.economy import RegionalEconomy
from model.observe_clusters import PERMUTATIONS
from scenarios.load import load_scenario

OFF = ("spin_off=0", "localisation=0", "imitation_chance=0", "entry_slope=0")


def one(task: tuple[int, bool]) -> tuple[float, float]:
    """Clusters at the end of a run, and after shuffling the firms of each sector over cells."""
    seed, off = task
    economy = RegionalEconomy(load_scenario("laissez_faire", [f"parameters.{o}" for o in OFF] if off else []), seed)
    economy.run()
    return economy.outcomes()["clusters"], shuffled(economy, seed)


def shuffled(economy: RegionalEconomy, seed: int) -> float:
    """Clusters when each firm is put on a cell by chance, in proportion to jobs there."""
    state = economy.state
    sectors, cells = state.shape
    place = state.statistics.employment.sum(axis=0)
    at_work = state.firms.employment > 0.0
    sector, size = state.firms.sector[at_work].astype(np.int64), state.firms.employment[at_work]
    cell = np.random.default_rng(seed).choice(cells, sector.size, p=place / place.sum())
    jobs, firms = np.zeros((sectors, cells)), np.zeros((sectors, cells))
    np.add.at(jobs, (sector, cell), size)
    np.add.at(firms, (sector, cell), 1.0)
    around = clusters.neighbours(state.space.rows, state.space.cols, state.space.shape)
    quotient = state.p.cluster_quotient
    limit, _ = clusters.thresholds(
        size,
        sector,
        firms.sum(axis=0),
        around,
        state.draws,
        10_000,
        sectors=sectors,
        quotient=quotient,
        permutations=PERMUTATIONS,
    )
    return float(len(clusters.detect(jobs, firms, around, limit, quotient=quotient)))


if __name__ == "__main__":
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    with Pool() as pool:
        for off in (False, True):
            found = np.array(pool.map(one, [(s, off) for s in range(1, seeds + 1)]))
            mean, spread = found.mean(axis=0), found.std(axis=0, ddof=1) / np.sqrt(seeds)
            word = "mechanisms off" if off else "as it is"
            print(
                f"{word}: {mean[0]:.1f} clusters (standard error {spread[0]:.1f}); shuffled {mean[1]:.1f} ({spread[1]:.1f})"
            )
