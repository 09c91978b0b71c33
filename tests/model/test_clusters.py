import numpy as np
import pytest
from conftest import tiny

from model import clusters
from model.cluster_tracker import Cluster, ClusterTracker, Turn
from model.clusters import Block
from model.draws import Draws
from model.economy import RegionalEconomy

SIDE = 10
ROWS, COLS = (a.ravel() for a in np.mgrid[:SIDE, :SIDE])
AROUND = clusters.neighbours(ROWS, COLS, (SIDE, SIDE))
CELLS = SIDE * SIDE


def economy(planted: bool, seed: int = 0):
    rng = np.random.default_rng(seed)
    n = 4000
    sector = rng.integers(0, 4, n)
    cell = rng.integers(0, CELLS, n)
    if planted:
        mine = np.flatnonzero(sector == 2)[:250]
        cell[mine] = rng.choice([44, 45, 54], mine.size)
    size = np.minimum((1.0 - rng.random(n)) ** (-1 / 1.3), 50.0)
    jobs, firms = np.zeros((4, CELLS)), np.zeros((4, CELLS))
    np.add.at(jobs, (sector, cell), size)
    np.add.at(firms, (sector, cell), 1.0)
    return size, sector.astype(np.int64), jobs, firms


def look(planted, seed=0):
    size, sector, jobs, firms = economy(planted, seed)
    limit, null = clusters.thresholds(
        size, sector, firms.sum(axis=0), AROUND, Draws(seed + 1), 0, sectors=4, quotient=1.5, permutations=99
    )
    return clusters.detect(jobs, firms, AROUND, limit, quotient=1.5), null


def test_neighbours_of_a_corner_and_of_the_middle():
    assert sorted(AROUND[0][AROUND[0] >= 0].tolist()) == [1, 10, 11]
    assert len(AROUND[55][AROUND[55] >= 0]) == 8


def test_a_planted_cluster_is_found():
    found, _ = look(planted=True)
    assert any(block.sector == 2 and {44, 45, 54} <= block.cells for block in found)


def test_without_a_cluster_no_more_than_chance():
    found = [look(planted=False, seed=s) for s in range(10)]
    assert np.mean([len(blocks) for blocks, _ in found]) <= 1.0  # four sectors at the 95th percentile: 0.2
    assert np.mean([null for _, null in found]) <= 1.0


def test_one_big_plant_is_no_cluster():
    size, sector, jobs, firms = economy(planted=False)
    jobs[1, 33] += 0.3 * jobs[1].sum()
    limit, _ = clusters.thresholds(
        size, sector, firms.sum(axis=0), AROUND, Draws(1), 0, sectors=4, quotient=1.5, permutations=99
    )
    assert not any(33 in b.cells and b.sector == 1 for b in clusters.detect(jobs, firms, AROUND, limit, quotient=1.5))


def test_where_all_firms_are_large_a_cluster_is_told_by_plants_not_by_jobs():
    """Four cells with a quarter of the plants of others, ten times as large; sector 2 has three times its share there."""
    rng = np.random.default_rng(3)
    city = [44, 45, 54, 55]
    n = 15000
    sector, cell = rng.integers(0, 4, n), rng.integers(0, CELLS, n)
    keep = ~np.isin(cell, city) | (rng.random(n) < np.where(sector == 2, 0.75, 0.25))
    sector, cell = sector[keep].astype(np.int64), cell[keep]
    size = np.where(np.isin(cell, city), 10.0, 1.0)
    jobs, firms = np.zeros((4, CELLS)), np.zeros((4, CELLS))
    np.add.at(jobs, (sector, cell), size)
    np.add.at(firms, (sector, cell), 1.0)
    assert firms[2, city].sum() / firms[2].sum() < jobs[:, city].sum() / jobs.sum()  # by jobs it would look scarce
    limit, _ = clusters.thresholds(
        size, sector, firms.sum(axis=0), AROUND, Draws(1), 0, sectors=4, quotient=1.5, permutations=99
    )
    found = clusters.detect(jobs, firms, AROUND, limit, quotient=1.5)
    assert any(b.sector == 2 and set(city) <= b.cells for b in found)
    assert not any(b.sector != 2 and set(city) & b.cells for b in found)


def test_the_score_is_kulldorffs_log_likelihood_ratio():
    assert clusters._beyond(0.4, 0.1) == pytest.approx(0.4 * np.log(4.0) + 0.6 * np.log(0.6 / 0.9))
    assert clusters._beyond(1.0, 0.5) == pytest.approx(np.log(2.0))
    assert clusters._beyond(0.1, 0.1) == clusters._beyond(0.05, 0.1) == clusters._beyond(0.5, 0.0) == 0.0


def test_thresholds_are_the_same_for_the_same_seed():
    assert look(True)[1] == look(True)[1]


def block(*cells):
    return Block(0, frozenset(cells), 1.0)


def follow(tracker, quarter, *blocks, jobs=10.0):
    return [(t.fate, t.cluster.number) for t in tracker.follow(quarter, blocks, lambda _: jobs)]


def test_birth_growth_and_death():
    tracker = ClusterTracker()
    assert [follow(tracker, q, block(1, 2)) for q in (0, 4, 8)] == [[], [], [("born", 1)]]
    assert follow(tracker, 12, block(2, 3)) == []
    assert follow(tracker, 16, block(2, 3), jobs=20.0) == [("grew", 1)]
    assert follow(tracker, 20) == []  # missed once: not dead yet
    assert tracker.alive == []
    assert follow(tracker, 24, block(3)) == []
    assert (tracker.alive[0].number, tracker.alive[0].born) == (1, 0)
    assert [follow(tracker, q) for q in (28, 32, 36)] == [[], [], [("died", 1)]]


def test_what_shows_for_a_year_is_counted_and_not_told():
    tracker = ClusterTracker()
    assert follow(tracker, 0, block(1, 2)) == []
    assert len(tracker.alive) == 1
    assert follow(tracker, 4, block(1, 2), jobs=50.0) == []  # grew before it was told of
    assert [follow(tracker, q) for q in (8, 12, 16)] == [[], [], []]
    assert follow(tracker, 20, block(1, 2)) == []
    assert tracker.alive[0].number == 2


def test_split_and_merger():
    tracker = ClusterTracker()
    for quarter in (0, 4, 8):
        follow(tracker, quarter, block(1, 2, 3, 4, 5))
    apart = block(1, 2, 3), block(5)
    assert [follow(tracker, q, *apart) for q in (12, 16, 20)] == [[], [], [("split", 2)]]
    assert follow(tracker, 24, block(1, 2, 3, 4, 5)) == [("merged", 2)]
    assert [c.number for c in tracker.alive] == [1]


def test_a_cluster_is_gone_after_the_years_in_which_it_was_seen():
    """Born in the second year, seen until the seventh, and missed by three looks before it counts as gone."""
    economy = RegionalEconomy(tiny("laissez_faire"), 1)
    economy.step()
    state = economy.state
    cluster = Cluster(1, 0, frozenset({0}), born=8, jobs=1.0, jobs_told=1.0, missed=3, seen=6)
    state.quarter = 40
    economy.recorder.clusters._tell(state, Turn("died", cluster))
    assert "is gone after 5 years" in state.events[-1].text
