"""How a calibration went: misfit at each step, and the share of facts in band, seen and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.figures import style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def draw(table: pd.DataFrame) -> Figure:
    """Draw the steps of a calibration, in order; table: step, misfit, calibration_in_band, test_in_band."""
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9.2, 3.6))
    left.plot(table["step"], table["misfit"], "o", color=style.BASELINE, ms=4, label="tried")
    left.step(table["step"], table["misfit"].cummin(), where="post", color=style.POLICY, lw=1.8, label="best so far")
    left.set_ylabel("misfit, half widths of a band")
    left.set_ylim(0.0, 1.15 * float(table["misfit"].max()) or 1.0)
    for column, colour, mark, label in (
        ("calibration_in_band", style.POLICY, "o", "for calibration"), ("test_in_band", style.WARM, "D", "left out"),
    ):  # fmt: skip
        right.plot(table["step"], 100.0 * table[column], mark, color=colour, ms=4, label=label)
    right.set_ylabel("facts in band, % by weight")
    right.set_ylim(-3.0, 103.0)  # whole marks at the ends
    for axes in (left, right):
        axes.set_xlabel("set of values, in order of trial")
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.legend(fontsize=8.5)
    figure.suptitle("Calibration: how well each set of values fits", fontsize=10.5, ha="left", x=0.02)
    return figure
