"""Figures of a comparison, as SVG and PNG files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from results.compare import Comparison
    from results.store import Results


def write_figures(results: Results, comparison: Comparison, folder: Path) -> dict[str, Path]:
    """Draw all figures into `folder/figures`; returns name to SVG file."""
    from views.figures import style

    target = folder / "figures"
    target.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    with style.applied():
        for name, figure in _all(results, comparison):
            path = target / f"{name}.svg"
            figure.savefig(path, metadata={"Date": None})
            figure.savefig(path.with_suffix(".png"), dpi=150, metadata={"Software": None})
            style.close(figure)
            written[name] = path
    return written


def _all(results: Results, comparison: Comparison) -> list[tuple[str, Figure]]:
    from views.against import one_map
    from views.figures import clusters, fans, forest, maps

    figures: list[tuple[str, Figure]] = []
    for name in comparison.differences:
        if name in comparison.unchanged:
            continue
        figures += [
            (f"{name}_differences", forest.draw(comparison, results, name)),
            (f"{name}_paths", fans.draw_paths(comparison, results, name)),
            (f"{name}_gains", fans.draw_gains(comparison, results, name)),
            (f"{name}_map", maps.draw_outcome(comparison, results, name)),
        ]
        if one_map(comparison, results, name):
            figures += [
                (f"{name}_difference_map", maps.draw_difference(comparison, results, name)),
                (f"{name}_clusters", clusters.draw_clusters(comparison, results, name)),
            ]
    return figures
