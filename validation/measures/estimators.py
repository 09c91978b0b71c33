"""Estimators of effects, as studies use them: an effect with its standard error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Effect:
    """An estimate with its standard error."""

    value: float
    error: float

    def times(self, factor: float) -> Effect:
        """In other units."""
        return Effect(self.value * factor, self.error * abs(factor))

    @property
    def percent(self) -> Effect:
        """A difference of logs in percent, the error by the delta method."""
        return Effect(100.0 * float(np.expm1(self.value)), 100.0 * float(np.exp(self.value)) * self.error)


NOTHING = Effect(float("nan"), float("nan"))


def difference_in_differences(before: Floats, after: Floats, treated: Bools) -> Effect:
    """Mean change of the treated less that of the others, with Welch's standard error; (n,) each.

    Units without a finite figure before or after are left out.
    """
    keep = np.isfinite(before) & np.isfinite(after)
    change, treated = after[keep] - before[keep], treated[keep]
    with_, without = change[treated], change[~treated]
    if min(with_.size, without.size) < 2:
        return NOTHING
    error = np.sqrt(with_.var(ddof=1) / with_.size + without.var(ddof=1) / without.size)
    return Effect(float(with_.mean() - without.mean()), float(error))


def regression(y: Floats, x: Floats) -> tuple[Floats, Floats]:
    """Coefficients of least squares and their robust errors (HC1, MacKinnon & White 1985).

    Parameters
    ----------
    y : (n,); x : (n, k), a constant among its columns.

    Returns
    -------
    (k,) coefficients and (k,) standard errors.
    """
    n, k = x.shape
    bread = np.linalg.pinv(x.T @ x)
    beta = bread @ x.T @ y
    residual = y - x @ beta
    meat = (x * residual[:, None] ** 2).T @ x * n / max(n - k, 1)
    return beta, np.sqrt(np.maximum(np.diag(bread @ meat @ bread), 0.0))


def discontinuity(outcome: Floats, forcing: Floats, treated: Bools) -> Effect:
    """Jump of the outcome at the threshold between treated and others.

    Linear in the forcing variable with a slope of its own on each side (Becker, Egger & von Ehrlich 2010).
    """
    if treated.sum() < 3 or (~treated).sum() < 3:
        return NOTHING
    cut = (forcing[treated].max() + forcing[~treated].min()) / 2.0
    if cut < forcing[treated].max():  # the treated are those above
        cut = (forcing[treated].min() + forcing[~treated].max()) / 2.0
    z = forcing - cut
    x = np.column_stack([treated, np.ones_like(z), z, z * treated]).astype(float)
    beta, error = regression(outcome, x)
    return Effect(float(beta[0]), float(error[0]))


def within_effects(y: Floats, x: Floats, groups: list[NDArray[np.int64]]) -> Effect:
    """Coefficient of x with effects of groups taken out, and its robust error; (n,) each."""
    from validation.measures.places import without_effects

    y, x = without_effects(y, groups), without_effects(x, groups)
    if float((x**2).sum()) <= 0.0:
        return NOTHING
    beta, error = regression(y, x[:, None])
    return Effect(float(beta[0]), float(error[0]))
