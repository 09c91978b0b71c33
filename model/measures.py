"""Measures of regional economics."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NOTHING = 1e-300


def location_quotient(jobs: Floats) -> Floats:
    """Share of a sector in a place over its share in the whole, (S, R) to (S, R); 0 where nobody works.

    Florence (1939); Isard (1960), Methods of Regional Analysis, ch. 5.
    """
    place, sector, total = jobs.sum(axis=0), jobs.sum(axis=1), max(float(jobs.sum()), NOTHING)
    expected = sector[:, None] * place[None, :] / total
    return np.divide(jobs, expected, out=np.zeros_like(jobs), where=expected > 1e-12 * total)


def leading_sector(jobs: Floats, quotient: Floats) -> NDArray[np.int64]:
    """Sector with most jobs beyond those that the nation's mix would give a place, (S, C) to (C,); -1 without any."""
    beyond = np.where(quotient > 1.0, jobs * (1.0 - 1.0 / np.maximum(quotient, 1.0)), 0.0)
    best = np.argmax(beyond, axis=0)
    return np.where(beyond.max(axis=0) > 0.0, best, -1)


def revealed_comparative_advantage(exports: Floats, world_share: Floats) -> Floats:
    """Share of a sector in a place's exports over its share in the world's trade, (S, R).

    Balassa (1965), The Manchester School 33.
    """
    total = exports.sum(axis=0)
    share = np.divide(exports, total, out=np.zeros_like(exports), where=total > 0.0)
    return share / np.maximum(world_share, NOTHING)[:, None]


def relatedness_density(quotient: Floats, relatedness: Floats) -> Floats:
    """Relatedness of a sector to those in which a place is specialised, as a share of all, (S, R), 0 to 1.

    Hidalgo, Klinger, Barabasi & Hausmann (2007), Science 317: the sector itself is left out.
    """
    others = relatedness * (1.0 - np.eye(len(relatedness)))
    special = (quotient >= 1.0).astype(float)
    near = np.einsum("st,tr->sr", others, special, optimize=False)
    return np.asarray(near / np.maximum(others.sum(axis=1), NOTHING)[:, None])


def gini(x: Floats, weights: Floats | None = None) -> float:
    """Gini coefficient of x over people (weights): 0 when all have the same."""
    w = np.ones_like(x) if weights is None else weights
    order = np.argsort(x, kind="stable")
    x, w = x[order], w[order]
    total, people = float((x * w).sum()), float(w.sum())
    if total <= 0.0 or people <= 0.0:
        return 0.0
    upto = np.cumsum(x * w) / total
    before = np.concatenate([[0.0], upto[:-1]])
    return float(1.0 - ((upto + before) * w).sum() / people)


def herfindahl(x: Floats) -> float:
    """Sum of squared shares: 1 when one has it all, 0 when there is nothing."""
    total = float(x.sum())
    return float(((x / total) ** 2).sum()) if total > 0.0 else 0.0
