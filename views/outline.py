"""Cells of a map as paths of an SVG file."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def bars(mask: NDArray[np.bool_]) -> str:
    """Path of the cells of a mask: a bar for each run of a row."""
    edges = np.diff(np.pad(mask.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    return "".join(
        f"M{col} {row}h{end - col}v1h{col - end}z"
        for (row, col), end in zip(starts.tolist(), ends[:, 1].tolist(), strict=True)
    )


def borders(numbers: NDArray[np.int64]) -> str:
    """Path of all edges between cells of different numbers, the rim of the map left out."""
    upright = np.argwhere(numbers[:, 1:] != numbers[:, :-1])
    level = np.argwhere(numbers[1:] != numbers[:-1])
    return "".join([f"M{col + 1} {row}v1" for row, col in upright.tolist()]
                   + [f"M{col} {row + 1}h1" for row, col in level.tolist()])  # fmt: skip
