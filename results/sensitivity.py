"""Which values an outcome hangs on: Morris' elementary effects and Sobol's shares of variance, from finished runs.

An outcome at a point is its mean over seeds, all points sharing the seeds' draws. Points belong together in blocks
(a trajectory, a base sample); a block with a failed run is left out whole. Intervals are bootstrapped over blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from problems import Problem, ProblemError
from results.compare import LEVEL

if TYPE_CHECKING:
    import pandas as pd

    from results.store import Results

Floats = NDArray[np.float64]
KEY = 1  # of the bootstrap
RESAMPLES = 500
LEAST_BLOCKS = 2
NAMES = {"morris": ("mu_star", "mu", "sigma"), "sobol": ("first", "total")}


def values(
    results: Results, scenarios: Sequence[str], outcome: str, base_of: Mapping[str, str], seeds: Sequence[int]
) -> Floats:
    """An outcome at each row of a design, mean over those of `seeds` that the folder has; nan where one is missing.

    Parameters
    ----------
    scenarios : name of the scenario of each row.
    base_of : scenario that is subtracted seed by seed, by scenario; empty for the outcome itself.
    """
    frame = results.outcomes
    table = frame[frame["seed"].isin(list(seeds))].pivot(index="scenario", columns="seed", values=outcome)
    at = table.reindex(list(scenarios)).to_numpy(float)
    if base_of:
        at = at - table.reindex([base_of[name] for name in scenarios]).to_numpy(float)
    return np.asarray(at.mean(axis=1))


def indices(
    method: Literal["morris", "sobol"], box: dict[str, Any], points: Floats, at: Floats, block: int, levels: int
) -> pd.DataFrame:
    """Indices of every value for one outcome.

    Parameters
    ----------
    box : names and bounds; points : (rows, values); at : (rows,) outcome; block : rows that belong together.

    Returns
    -------
    A row a value: parameter, index, value, low, high (bootstrap over blocks; mu and sigma have none), blocks. Indices
    are mu_star, mu and sigma (Morris: effect of going through the whole range, in the outcome's unit) or first and
    total (Sobol: share of the outcome's variance, alone and with interactions).

    Raises
    ------
    ProblemError
        If fewer than two blocks have all their runs.
    """
    import pandas as pd

    whole = np.isfinite(at).reshape(-1, block).all(axis=1)
    if whole.sum() < LEAST_BLOCKS:
        raise ProblemError([Problem(None, None, "runs", f"{whole.sum()} whole blocks", f"at least {LEAST_BLOCKS}")])
    kept = np.repeat(whole, block)
    found = _morris(box, points[kept], at[kept], levels) if method == "morris" else _sobol(box, at[kept])
    rows = [
        {"parameter": name, "index": index, "value": float(v), "low": float(v - h), "high": float(v + h)}
        for index, (value, half) in found.items()
        for name, v, h in zip(box["names"], value, half, strict=True)
    ]
    return pd.DataFrame(rows).assign(blocks=int(whole.sum()))


def _morris(box: dict[str, Any], points: Floats, at: Floats, levels: int) -> dict[str, tuple[Floats, Floats]]:
    from SALib.analyze import morris

    found = morris.analyze(box, points, at, num_resamples=RESAMPLES, conf_level=LEVEL, num_levels=levels, seed=KEY)
    none = np.full(len(box["names"]), np.nan)
    mu_star = (np.asarray(found["mu_star"], float), np.asarray(found["mu_star_conf"], float))
    return {"mu_star": mu_star, "mu": (np.asarray(found["mu"], float), none), "sigma": (found["sigma"], none)}


def _sobol(box: dict[str, Any], at: Floats) -> dict[str, tuple[Floats, Floats]]:
    from SALib.analyze import sobol

    if np.ptp(at) == 0.0:  # nothing to share out
        nothing = np.zeros(len(box["names"]))
        return {"first": (nothing, nothing), "total": (nothing, nothing)}
    found = sobol.analyze(
        box, at, calc_second_order=False, num_resamples=RESAMPLES, conf_level=LEVEL, seed=KEY
    )  # fmt: skip
    return {"first": (found["S1"], found["S1_conf"]), "total": (found["ST"], found["ST_conf"])}
