"""Designs of experiments: which points of a box of values are run.

Grids take every combination; Sobol sequences and Latin hypercubes (scipy.stats.qmc) fill the box evenly with few
points. Designs are scrambled with a fixed key, so the same command always asks for the same points.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from problems import Problem, ProblemError

Floats = NDArray[np.float64]
Design = Literal["grid", "sobol", "lhs"]

DESIGNS: tuple[Design, ...] = ("grid", "sobol", "lhs")
OPTION = "--vary"
FORM = "path=low:high:n, such as parameters.migration_rate=0.005:0.02:4"
MOST_POINTS = 100_000
MOST_PATHS = 200
KEY = 1  # of the scrambling


@dataclass(frozen=True)
class Variation:
    """A value that is varied between two ends, at `count` places where a grid is asked for."""

    path: str
    low: float
    high: float
    count: int | None = None


def parse(texts: Sequence[str]) -> tuple[Variation, ...]:
    """Read "path=low:high:n" texts; `n` may be left out.

    Raises
    ------
    ProblemError
        With every text that isn't of this form, has its ends the wrong way round, or names a path twice.
    """
    found: list[Variation] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            found.append(_parse(text))
        except ProblemError as error:
            problems += error.problems
    paths = [v.path for v in found]
    twice = sorted({path for path in paths if paths.count(path) > 1})
    problems += [Problem(OPTION, None, path, "given twice", "each path once") for path in twice]
    if len(paths) > MOST_PATHS:
        problems.append(Problem(OPTION, None, None, f"{len(paths)} paths", f"at most {MOST_PATHS}"))
    if problems:
        raise ProblemError(problems)
    return tuple(found)


def _parse(text: str) -> Variation:
    path, _, span = text.partition("=")
    path, parts = path.strip(), [part.strip() for part in span.split(":")]
    if not path or len(parts) not in (2, 3):
        raise ProblemError([Problem(OPTION, None, None, repr(text), FORM)])
    low, high = (_number(path, part) for part in parts[:2])
    if low > high:
        raise ProblemError([Problem(OPTION, None, path, span, f"the lower end first, {parts[1]}:{parts[0]}")])
    return Variation(path, low, high, _count(path, parts[2]) if len(parts) == 3 else None)


def _number(path: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ProblemError([Problem(OPTION, None, path, repr(text), f"a finite number, as in {FORM}")])
    return value


def _count(path: str, text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        value = 0
    if not 1 <= value <= MOST_POINTS:
        raise ProblemError([Problem(OPTION, None, path, f"n = {text}", f"a whole number from 1 to {MOST_POINTS}")])
    return value


def points(variations: Sequence[Variation], design: Design = "grid", draws: int | None = None) -> Floats:
    """Points of a design, (points, variations), in the units of the values.

    Parameters
    ----------
    draws : number of points of a Sobol or Latin design; by default as many as a grid would have.

    Raises
    ------
    ProblemError
        If the number of points isn't given, is below 1 or is beyond reason.
    """
    if design == "grid":
        if draws is not None:
            raise ProblemError([Problem("--draws", None, None, draws, "--design sobol or lhs; a grid has its own n")])
        return _grid(variations)
    unit = _unit(len(variations), design, _draws(variations, draws))
    low, high = (np.array([getattr(v, end) for v in variations]) for end in ("low", "high"))
    return np.asarray(low + unit * (high - low))


def _grid(variations: Sequence[Variation]) -> Floats:
    _size(variations)
    return np.array(list(product(*(_places(v) for v in variations))))


def _places(variation: Variation) -> list[float]:
    """Evenly spaced values, as a reader would write them: 0.02, not 0.019999999999999997."""
    at = np.linspace(variation.low, variation.high, variation.count or 1)
    return [float(f"{x:.12g}") for x in at]


def _size(variations: Sequence[Variation]) -> int:
    """Points of the grid."""
    bare = [Problem(OPTION, None, v.path, "no n", FORM) for v in variations if v.count is None]
    if bare:
        raise ProblemError(bare)
    size = math.prod(v.count or 1 for v in variations)
    if size > MOST_POINTS:
        raise ProblemError([Problem(OPTION, None, None, f"{size} points", f"at most {MOST_POINTS}")])
    return size


def _draws(variations: Sequence[Variation], draws: int | None) -> int:
    if draws is None:
        if any(v.count is None for v in variations):
            raise ProblemError([Problem("--draws", None, None, "missing", "the number of points of the design")])
        return _size(variations)
    if not 1 <= draws <= MOST_POINTS:
        raise ProblemError([Problem("--draws", None, None, draws, f"a whole number from 1 to {MOST_POINTS}")])
    return draws


def _unit(dimensions: int, design: Design, draws: int) -> Floats:
    from scipy.stats import qmc

    make = qmc.Sobol if design == "sobol" else qmc.LatinHypercube
    with warnings.catch_warnings():  # the command says what a number that is no power of two means
        warnings.simplefilter("ignore", UserWarning)
        return np.asarray(make(d=dimensions, rng=KEY).random(draws))
