"""The page and the summary of a study of sensitivity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from views.study import Row, Section, Shown, Study, between, counted
from views.words import fine, shown, title_of, unit_of_difference

if TYPE_CHECKING:
    import pandas as pd

MAIN = {"morris": "mu_star", "sobol": "total"}
SHOWN = 12  # values in a figure and in the answer's table
NOTES = {
    "morris": "Effect: mean size of what going through a value's whole range does to the outcome, other values "
    "anywhere in theirs (Morris's mu*). Direction: up or down where the effect has nearly always one sign. Spread "
    "(sigma) well above the effect means that it bends or depends on other values. "
    "Sizes have no sign, so chance alone gives every value some effect: one that stands out matters.",
    "sobol": "Alone: share of the outcome's variance over the whole box that the value explains by itself. In all: "
    "with its interactions. Small shares carry large relative errors; shares can come out a little below 0.",
}
SIZED = {"morris": " over its range", "sobol": " of the variance"}
OF = {True: "are what the policy changes", False: "are those of the scenario itself"}
COLUMNS = {
    "morris": ("value", "effect", "interval", "direction", "spread"),
    "sobol": ("value", "in all", "interval", "alone", "interval"),
}


def wide(table: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """One row a value, indices beside each other, the largest first."""
    one = table[table["outcome"] == outcome]
    found = one.pivot(index="parameter", columns="index", values=["value", "low", "high"])
    main = MAIN["morris" if "mu_star" in set(one["index"]) else "sobol"]
    return found.sort_values(("value", main), ascending=False, kind="stable")


def direction(mu: float, mu_star: float) -> str:
    """Up, down, or either way."""
    if mu_star == 0.0:
        return "none"
    return "either way" if abs(mu) < 0.8 * mu_star else "up" if mu > 0.0 else "down"


def study(
    table: pd.DataFrame, method: str, ranges: Mapping[str, str], title: str, effect: bool, seeds: int, level: float,
    command: str, aside: str = "",
) -> Study:  # fmt: skip
    """Tell which values matter.

    Parameters
    ----------
    table : `results.sensitivity.indices` with a column outcome; ranges : low to high of each value, as text.
    effect : whether the outcomes are what the policy changes.
    aside : how the policy goes astray, told with the first result.
    """
    outcomes = list(dict.fromkeys(table["outcome"]))
    blocks = int(table["blocks"].min())
    unit = "trajectories" if method == "morris" else "base samples"
    return Study(
        title=f"{title}: what do the outcomes hang on?",
        subtitle=f"{method.capitalize()} indices of {len(ranges)} values, {blocks} {unit}, {counted(seeds)} a point, "
        f"{level:.0%} intervals by bootstrap. Outcomes {OF[effect]}.",
        answer=" ".join(
            _verdict(table, outcome, method, effect=effect, aside="" if number else aside)
            for number, outcome in enumerate(outcomes)
        ),
        sections=tuple(_section(table, outcome, method, ranges) for outcome in outcomes),
        command=command,
    )


def _verdict(table: pd.DataFrame, outcome: str, method: str, *, effect: bool, aside: str) -> str:
    how = f"going astray ({aside})," if aside else ""
    if effect:
        what = f"What the policy{f', {how}' if how else ''} does to {title_of(outcome).lower()}"
    else:
        what = f"{title_of(outcome)}{f', the policy {how}' if how else ''}"
    rows = wide(table, outcome)
    first = rows[rows["low", MAIN[method]] > 0.0].head(3)
    if first.empty:
        return f"{what} hangs surely on none of the values: all intervals reach zero; more --draws narrow them."
    named = []
    for name, row in first.iterrows():
        value = row["value", MAIN[method]]
        size = f"{shown(outcome, value)} {_unit(outcome)}".strip() if method == "morris" else f"{value:.0%}"
        size += SIZED[method]
        named.append(f"{short(str(name))} ({size})")
    return f"{what} hangs most on {', '.join(named)}."


def _unit(outcome: str) -> str:
    unit = unit_of_difference(outcome)
    return "" if unit == "number" else unit


def _section(table: pd.DataFrame, outcome: str, method: str, ranges: Mapping[str, str]) -> Section:
    rows = tuple(_row(str(name), row, outcome, method, ranges) for name, row in wide(table, outcome).iterrows())
    unit = f" ({_unit(outcome)})" if method == "morris" and _unit(outcome) else ""
    unit = " (share of variance)" if method == "sobol" else unit
    caption = f"{title_of(outcome)}: the {min(SHOWN, len(rows))} values that matter most."
    figure = Shown(f"sensitivity_{outcome}", caption)
    return Section(title_of(outcome) + unit, "", (*COLUMNS[method], "range"), rows, (figure,), (NOTES[method],))


def _row(name: str, row: pd.Series, outcome: str, method: str, ranges: Mapping[str, str]) -> Row:
    main = MAIN[method]
    settled = bool(row["low", main] > 0.0)
    if method == "morris":
        value, low, high = fine(
            row["value", main], max(row["low", main], 0.0), row["high", main], lambda x, n: shown(outcome, x, finer=n)
        )
        cells = (
            short(name), value, f"{low} to {high}",
            direction(row["value", "mu"], row["value", main]), shown(outcome, row["value", "sigma"]), ranges[name],
        )  # fmt: skip
        return Row(cells, settled)
    alone, interval = (between(row["low", index], row["high", index], _share) for index in ("first", main))
    cells = (short(name), _share(row["value", main]), interval, _share(row["value", "first"]), alone, ranges[name])
    return Row(cells, settled)


def _share(x: float) -> str:
    return f"{x:.2f}".replace("-", "−")


def short(path: str) -> str:
    """A path as a reader sees it."""
    return path.removeprefix("parameters.").replace("_", " ")
