"""Which values a study of sensitivity moves, how far, and at which points: Morris and Sobol designs.

Morris (1991), Technometrics 33(2), with trajectories as Campolongo, Cariboni & Saltelli (2007); Sobol indices after
Saltelli et al. (2010), Computer Physics Communications 181(2). The designs are SALib's, drawn with a fixed key, so
that the same command always asks for the same points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from problems import Problem, ProblemError, nearest
from scenarios.design import KEY, Variation, parse
from scenarios.parameters import ParameterSpec

Floats = NDArray[np.float64]
Method = Literal["morris", "sobol"]

METHODS: tuple[Method, ...] = ("morris", "sobol")
LEVELS = 4  # of a Morris grid
PREFIX = "parameters."
FORM = "a path such as parameters.migration_rate, or path=low:high"
MOST_RUNS_OF_POINTS = 100_000


def chosen(texts: Sequence[str], specs: Mapping[str, ParameterSpec], span: float) -> tuple[Variation, ...]:
    """Values to move: those named, else every parameter of the catalogue.

    Parameters
    ----------
    texts : "path=low:high", or the path of a parameter alone.
    specs : the catalogue; span : how far to either side of its value a parameter goes when no ends are given, share
        of the value, kept within the catalogue's range.

    Raises
    ------
    ProblemError
        If a path without ends isn't a parameter, two ends are the same, or fewer than two values would move.
    """
    if not 0.0 < span <= 1.0:
        raise ProblemError([Problem("--span", None, None, f"{span:g}", "a share above 0, at most 1")])
    given = texts or [PREFIX + name for name, spec in specs.items() if spec.low < spec.high]
    bare = [text.strip() for text in given if "=" not in text]
    names = [PREFIX + name for name in specs]
    wrong = [path for path in bare if path not in names]
    if wrong:
        raise ProblemError(Problem("--vary", None, None, p, FORM, nearest(p, names)) for p in wrong)
    parse([text for text in given if "=" in text])
    found = parse([_ends(text.strip(), specs, span) if "=" not in text else text for text in given])
    if len(found) < 2:
        raise ProblemError([Problem("--vary", None, None, len(found), "at least two values to move")])
    still = [v for v in found if not v.low < v.high]
    if still:
        expected = "a lower end below the upper one: a value that stays moves nothing"
        raise ProblemError(Problem("--vary", None, v.path, f"{v.low:g}:{v.high:g}", expected) for v in still)
    return found


def _ends(path: str, specs: Mapping[str, ParameterSpec], span: float) -> str:
    spec = specs[path.removeprefix(PREFIX)]
    around = sorted((spec.value * (1.0 - span), spec.value * (1.0 + span)))
    low, high = max(around[0], spec.low), min(around[1], spec.high)
    if low >= high:  # nothing to either side of 0, or a value at the edge of its range
        low, high = spec.low, spec.high
    return f"{path}={low:.12g}:{high:.12g}"


def blocks(method: Method, variations: Sequence[Variation]) -> int:
    """Points that belong together: a Morris trajectory, or a Sobol base sample with what goes with it."""
    return len(variations) + (1 if method == "morris" else 2)


def design(method: Method, variations: Sequence[Variation], draws: int) -> Floats:
    """Points of the design, (draws x block, variations).

    Parameters
    ----------
    draws : trajectories (Morris) or base samples (Sobol).

    Raises
    ------
    ProblemError
        If the number makes no sense.
    """
    size = draws * blocks(method, variations)
    if draws < 2 or size > MOST_RUNS_OF_POINTS:
        expected = f"at least 2, and at most {MOST_RUNS_OF_POINTS // blocks(method, variations)} with so many values"
        raise ProblemError([Problem("--draws", None, None, draws, expected)])
    if method == "sobol" and draws & (draws - 1):
        raise ProblemError([Problem("--draws", None, None, draws, "a power of two (16, 32, 64, …) for Sobol")])
    from SALib.sample import morris, sobol

    box = problem(variations)
    if method == "morris":
        return np.asarray(morris.sample(box, draws, num_levels=LEVELS, seed=KEY))
    return np.asarray(sobol.sample(box, draws, calc_second_order=False, seed=KEY))


def problem(variations: Sequence[Variation]) -> dict[str, Any]:
    """The box of values as SALib wants it."""
    return {
        "num_vars": len(variations),
        "names": [v.path for v in variations],
        "bounds": [[v.low, v.high] for v in variations],
    }
