"""One look for all figures: colours that colour-blind readers can tell apart (Okabe & Ito 2008)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

POLICY = "#0072B2"
BASELINE = "#7A7A7A"
WARM = "#D55E00"
SEA = "#FFFFFF"
LAND = "#F1EFE9"
INK = "#222222"
SEQUENTIAL = "cividis"
DIVERGING = "PuOr"
BAND, INNER = 0.18, 0.30  # opacity of the 90 % and the 50 % band


@contextmanager
def applied() -> Iterator[None]:
    """Draw in the project's style, without a screen."""
    import matplotlib as mpl

    mpl.use("Agg")
    settings = {
        "font.family": "DejaVu Sans",
        "font.size": 10,
        "axes.titlesize": 10.5,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.labelsize": 9.5,
        "axes.labelcolor": INK,
        "axes.edgecolor": "#999999",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.labelsize": 9,
        "ytick.labelsize": 9,
        "legend.frameon": False,
        "legend.fontsize": 9,
        "figure.facecolor": "white",
        "figure.constrained_layout.use": True,
        "svg.hashsalt": "marshall",
        "text.parse_math": False,  # a title may have dollars, which are no formula
        "svg.fonttype": "path",
    }
    with mpl.rc_context(settings):
        yield


def close(figure: Any) -> None:
    """Free a figure."""
    import matplotlib.pyplot as plt

    plt.close(figure)
