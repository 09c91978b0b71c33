"""Paired comparison of scenarios: the same seeds, the difference seed by seed.

The interval is Student's, on the mean of paired differences: with the 8 to 64 seeds that people run it covers
as it should for differences of means over many quarters, where a percentile bootstrap of few values is too
narrow (Efron & Tibshirani 1993, ch. 14). The probability is the share of seeds in which the outcome is higher,
ties counting half.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from problems import Problem, ProblemError

if TYPE_CHECKING:
    from results.store import Results

Floats = NDArray[np.float64]

LEVEL = 0.90
MOST_SEEDS = 10_000  # beyond it "how many seeds" is no useful advice


@dataclass(frozen=True)
class Difference:
    """An outcome of a scenario against its baseline.

    Attributes
    ----------
    mean, base : means of the scenario and of its baseline over the paired seeds.
    difference, low, high : mean paired difference and its interval.
    probability_higher : share of seeds in which the scenario is higher.
    seeds_to_settle : seeds after which the interval would leave zero if mean and spread stayed as they are;
        0 when it has already, None when there is no telling.
    variance_ratio : variance of the difference with unpaired seeds over that with paired ones; nan if undefined.
    """

    mean: float
    base: float
    difference: float
    low: float
    high: float
    probability_higher: float
    seeds_to_settle: int | None
    variance_ratio: float

    @property
    def alone(self) -> bool:
        """Whether there is one seed, which has no interval."""
        return bool(np.isfinite(self.difference) and not np.isfinite(self.low))

    @property
    def settled(self) -> bool:
        """Whether the interval leaves zero."""
        return self.low > 0.0 or self.high < 0.0


@dataclass(frozen=True)
class Comparison:
    """Scenarios against their baselines.

    Attributes
    ----------
    baseline_of : scenario to baseline; differences : scenario to outcome to Difference.
    paired : seeds that a scenario and its baseline both have; fewer where runs of one of them failed.
    unchanged : scenarios whose outcomes equal their baseline's in every seed, and why.
    """

    baseline_of: Mapping[str, str]
    paired: Mapping[str, tuple[int, ...]]
    level: float
    differences: Mapping[str, Mapping[str, Difference]]
    unchanged: Mapping[str, str]

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds of any of the differences."""
        return tuple(sorted({seed for seeds in self.paired.values() for seed in seeds}))

    def seeds_of(self, name: str) -> tuple[int, ...]:
        """Seeds on which a scenario is compared, or on which a baseline is compared with."""
        if name in self.paired:
            return self.paired[name]
        of = [self.paired[scenario] for scenario, base in self.baseline_of.items() if base == name]
        return tuple(sorted({seed for seeds in of for seed in seeds}))


def compare(
    results: Results, baseline_of: Mapping[str, str], level: float = LEVEL, seeds: Sequence[int] | None = None
) -> Comparison:
    """Compare scenarios with baselines on the seeds that both have, or on those of `seeds` that both have.

    Raises
    ------
    ProblemError
        If two scenarios share no finished seed.
    """
    frame = results.outcomes
    labels = {label for found in results.labels.values() for label in found}
    names = [c for c in frame.columns if c not in {"run", "scenario", "seed", *labels}]
    found: dict[str, dict[str, Difference]] = {}
    unchanged: dict[str, str] = {}
    pairs: dict[str, tuple[int, ...]] = {}
    for name, base in baseline_of.items():
        ours, theirs = (frame[frame["scenario"] == n].set_index("seed") if len(frame) else frame for n in (name, base))
        both = set(ours.index) & set(theirs.index) if len(frame) else set()
        paired = sorted(both if seeds is None else both & set(seeds))
        if not paired:
            expected = f"finished runs of {name} and {base} with the same seeds"
            raise ProblemError([Problem(str(results.folder), None, "seeds", "none in common", expected)])
        pairs[name] = tuple(paired)
        x, y = ours.loc[paired, names].to_numpy(float), theirs.loc[paired, names].to_numpy(float)
        found[name] = {o: difference(x[:, i], y[:, i], level) for i, o in enumerate(names)}
        if np.array_equal(x, y, equal_nan=True):
            unchanged[name] = _why(results, name, paired)
    return Comparison(dict(baseline_of), pairs, level, found, unchanged)


def difference(x: Floats, y: Floats, level: float = LEVEL) -> Difference:
    """Difference of paired samples x - y, (n,) each; pairs of which one has no figure, nan, are left out."""
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        none = float("nan")
        return Difference(none, none, none, none, none, none, None, none)
    x, y = x[known], y[known]
    d = x - y
    n, mean = d.size, float(d.mean())
    spread = float(d.std(ddof=1)) if n > 1 else float("nan")
    unpaired = float(x.var(ddof=1) + y.var(ddof=1)) if n > 1 else float("nan")
    half = _quantile(n - 1, level) * spread / np.sqrt(n) if n > 1 else float("nan")
    if n == 1 and mean == 0.0:
        half = 0.0
    low, high = mean - half, mean + half
    return Difference(
        mean=float(x.mean()),
        base=float(y.mean()),
        difference=mean,
        low=float(low),
        high=float(high),
        probability_higher=float((d > 0.0).mean() + 0.5 * (d == 0.0).mean()),
        seeds_to_settle=_to_settle(mean, spread, n, level, bool(low > 0.0 or high < 0.0)),
        variance_ratio=unpaired / spread**2 if n > 1 and spread > 0.0 else float("nan"),
    )


def _quantile(freedom: int, level: float) -> float:
    """Two-sided quantile of Student's distribution."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + level / 2.0))


def _to_settle(mean: float, spread: float, n: int, level: float, settled: bool) -> int | None:
    if settled:
        return 0
    if n < 2 or mean == 0.0 or not np.isfinite(spread):
        return None
    for candidate in _candidates(n):
        if _quantile(candidate - 1, level) * spread / np.sqrt(candidate) < abs(mean):
            return candidate
    return None


def _candidates(n: int) -> Sequence[int]:
    """Numbers of seeds to try: rising by a tenth."""
    out, at = [], n + 1
    while at <= MOST_SEEDS:
        out.append(at)
        at = max(at + 1, int(at * 1.1))
    return out


def _why(results: Results, name: str, seeds: Sequence[int]) -> str:
    """Say why a policy changed nothing, from its ledger."""
    scenario = results.scenarios[name]
    instruments = scenario["policy"]["instruments"]
    if not instruments:
        return "its package has no instrument"
    years = scenario["run"]["quarters"] / 4
    late = [i["id"] for i in instruments if i["start"] >= years]
    if len(late) == len(instruments):
        return f"no instrument starts within the {years:g} years of the run"
    if not scenario["policy"]["envelope"] and all(i.get("budget") for i in instruments):
        return "its envelope is 0, so no instrument has any money"
    runs = [r["run"] for r in results.runs if r["scenario"] == name and r["seed"] in seeds]
    ledger = results.table("policy_ledger", runs, ["spent", "forgone"])
    if not len(ledger) or not (ledger["spent"].sum() or ledger["forgone"].sum()):
        return "its instruments reached no firm: nothing was spent and no revenue forgone"
    return "money was spent, but no firm decided otherwise"
