"""Who works where in the start year: how far the economy's jobs by sector and region are from the country file's."""

from __future__ import annotations

import numpy as np

from model.state import Floats, State

FITS = 50  # rounds of the biproportional fit
LARGEST = 0.5  # log: no gap counts for more at a time


def missing_by_sector(state: State, jobs: Floats) -> Floats:
    """Log of the file's jobs over the economy's by sector, (S,), both as shares; 0 where either has none."""
    return _log_ratio(jobs.sum(axis=1), state.jobs_at_start.sum(axis=1))


def missing_by_region(state: State, jobs: Floats) -> Floats:
    """Log of the jobs that fit the file over the economy's, (S, R); 0 where either has none.

    Parameters
    ----------
    jobs : (S, C) that there are.
    """
    there, wanted = state.space.by_region(jobs), state.space.by_region(state.jobs_at_start)
    return _log_ratio(there, compatible(wanted, there))


def missing_wage(state: State, jobs: Floats) -> Floats:
    """Log of the benchmark year's wages by region over the economy's, (R,), both relative to the nation's mean.

    0 where nobody works.
    """
    there, wanted = (_relative(state, jobs, wage) for wage in (state.cells.wage, state.wage_at_start))
    return _clipped_log(there, wanted)


def _relative(state: State, jobs: Floats, wage: Floats) -> Floats:
    number = jobs.sum(axis=0)
    mean = state.space.by_region(wage * number) / np.maximum(state.space.by_region(number), 1e-300)
    return np.asarray(mean * number.sum() / (wage * number).sum())


def compatible(wanted: Floats, jobs: Floats) -> Floats:
    """The odds of one table with the totals by row and column of another, (S, R): biproportional fit.

    Deming & Stephan (1940), Annals of Mathematical Statistics 11. Rows or columns without jobs get none.
    """
    fitted = np.where(jobs > 0.0, wanted, 0.0)
    rows, columns = jobs.sum(axis=1), jobs.sum(axis=0)
    for _ in range(FITS):
        fitted = fitted * (rows / np.maximum(fitted.sum(axis=1), 1e-300))[:, None]
        fitted = fitted * (columns / np.maximum(fitted.sum(axis=0), 1e-300))[None, :]
    return fitted


def _log_ratio(jobs: Floats, wanted: Floats) -> Floats:
    return _clipped_log(jobs / jobs.sum(), wanted / wanted.sum())


def _clipped_log(there: Floats, wanted: Floats) -> Floats:
    both = (there > 0.0) & (wanted > 0.0)
    ratio = np.zeros(there.shape)
    ratio[both] = np.log(wanted[both] / there[both])
    return np.clip(ratio, -LARGEST, LARGEST)
