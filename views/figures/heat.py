"""The matrix of gains: policies down, countries across, what is robust beside and below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from views.figures import style
from views.study import sample
from views.transplant import Subject, figure, gain, judged, named, off_target, place, title, unit

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GOOD, BAD, MIDDLE = style.POLICY, style.WARM, "#F7F7F7"


def draw(
    table: pd.DataFrame, by_policy: pd.DataFrame, by_country: pd.DataFrame, outcome: str, cost: float, level: float,
    subject: Subject,
) -> Figure:  # fmt: skip
    """Draw one outcome: number and interval in each cell, hatched where the interval includes zero."""
    import matplotlib.pyplot as plt

    from results.transplant import gain_of

    part = table[table["outcome"] == outcome]
    policies, countries = list(dict.fromkeys(part["policy"])), list(dict.fromkeys(part["country"]))
    relative = bool(part["relative"].iloc[0])
    size = (2.6 + 1.35 * (len(countries) + 1.1), 1.9 + 0.72 * (len(policies) + 0.9))
    fig, axes = plt.subplots(figsize=size)
    most = float(part["gain"].abs().max())
    scale = most if most > 0.0 else 1.0
    for r in part.itertuples():
        _cell(axes, countries.index(r.country), policies.index(r.policy), r, scale, cost)
    for r in by_policy[by_policy["outcome"] == outcome].itertuples():
        _margin(axes, len(countries) - 0.4, policies.index(r.policy), r, figure(outcome, relative, r.mean))
    for r in by_country[by_country["outcome"] == outcome].itertuples():
        _margin(axes, countries.index(r.country) - 0.42, len(policies), r, figure(outcome, relative, r.mean))
    _frame(axes, policies, countries, subject)
    better = "less" if gain_of(outcome).better < 0 else "more"
    seeds = int(part["seeds"].min())
    fig.suptitle(
        f"{named(outcome)}: gain over no policy, {unit(outcome, relative)} ({better} is better)\n"
        f"every {subject.one} at {100 * cost:.2g} % of GDP a year; mean of {sample(seeds, level)}\n"
        "blue good, orange bad, hatched: the interval includes zero; † cost off target",
        fontsize=9.5, ha="left", x=0.02,
    )  # fmt: skip
    return fig


def _cell(axes: Axes, x: int, y: int, r: Any, scale: float, cost: float) -> None:
    from matplotlib.patches import Rectangle

    from results.transplant import gain_of

    strength = gain_of(r.outcome).better * r.gain / scale
    open_ = r.verdict == "open"
    axes.add_patch(Rectangle(
        (x - 0.48, y - 0.46), 0.96, 0.92, facecolor=_colour(strength), edgecolor="#8A8A8A" if open_ else style.INK,
        hatch="////" if open_ else None, lw=0.5 if open_ else 1.4,
    ))  # fmt: skip
    mark = "†" if off_target(r.cost, cost) else ""
    mean, interval = gain(r.outcome, r.relative, r.gain, r.low, r.high)
    box = {"facecolor": "white", "alpha": 0.82, "edgecolor": "none", "pad": 1.2}
    axes.text(x, y - 0.13, mean + mark, ha="center", va="center", fontsize=11,
              fontweight="normal" if open_ else "bold", bbox=box)  # fmt: skip
    axes.text(x, y + 0.25, interval, ha="center", va="center", fontsize=6.8, bbox=box)


def _colour(strength: float) -> Any:
    from matplotlib.colors import to_rgb

    end, middle = np.array(to_rgb(GOOD if strength > 0.0 else BAD)), np.array(to_rgb(MIDDLE))
    weight = 0.85 * min(abs(strength), 1.0) if np.isfinite(strength) else 0.0
    return tuple(weight * end + (1.0 - weight) * middle)


def _margin(axes: Axes, x: float, y: int, r: Any, mean: str) -> None:
    """Counts and mean; where it hurts in orange."""
    word, colour = judged(r), {"robust": GOOD, "hurts somewhere": BAD}.get(judged(r), "#555555")
    axes.text(x, y - 0.2, word, fontsize=8.5, fontweight="bold", color=colour, va="center")
    axes.text(x, y + 0.12, f"{r.better} better, {r.worse} worse", fontsize=7, va="center", color=style.INK)
    axes.text(x, y + 0.36, f"mean {mean}", fontsize=7, va="center", color=style.INK)


def _frame(axes: Axes, policies: list[str], countries: list[str], subject: Subject) -> None:
    axes.set_xlim(-0.5, len(countries) + 0.6)
    axes.set_ylim(len(policies) + 0.5, -0.5)
    axes.set_xticks(range(len(countries)), [place(c).replace(" ", "\n") for c in countries])
    axes.set_yticks(range(len(policies)), [title(p).replace(" ", "\n", 1) for p in policies])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlabel("country", loc="left")
    axes.xaxis.set_label_position("top")
    axes.set_ylabel(subject.one)
    for side in axes.spines.values():
        side.set_visible(False)
