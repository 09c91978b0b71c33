"""The page and the summary of a calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from views.sensitivity import short
from views.study import Row, Section, Shown, Study, counted

if TYPE_CHECKING:
    import pandas as pd

NOTE = (
    "Misfit: weighted mean distance from the band in half widths, squared up to one, with a tenth of that from its "
    "middle. The search sees the facts marked for calibration; those marked for testing show what it is worth."
)


def study(
    table: pd.DataFrame, names: Sequence[str], ranges: Mapping[str, str], chosen: int, seeds: int, command: str
) -> Study:
    """Tell which values fit best, and what that does to the facts that were left out.

    Parameters
    ----------
    table : a row a step: misfit, calibration_in_band, test_in_band and a column for each of `names`.
    chosen : the step that fits best.
    """
    first, best = table.iloc[0], table.iloc[chosen]
    values = tuple(
        Row((short(name), f"{first[name]:.4g}", f"{best[name]:.4g}", ranges[name]), bool(first[name] != best[name]))
        for name in names
    )
    fits = tuple(
        Row((label, form.format(first[column]), form.format(best[column])), False)
        for label, column, form in (
            ("misfit of the facts for calibration", "misfit", "{:.3f}"),
            ("facts for calibration in band, by weight", "calibration_in_band", "{:.0%}"),
            ("facts left out in band, by weight", "test_in_band", "{:.0%}"),
        )
    )
    return Study(
        title="Calibration: which values bring the facts into their bands?",
        subtitle=f"{len(table)} sets of {len(names)} values, {counted(seeds)} each in four economies without policy.",
        answer=_answer(table, names, chosen),
        sections=(
            Section(
                "Fit", columns=("", "as it is", "best"), rows=fits,
                figures=(Shown("calibration", "Each set of values tried."),), notes=(NOTE,),
            ),
            Section("Values", columns=("value", "as it is", "best", "range searched"), rows=values),
        ),
        command=command,
        trust="The values fit best of those tried, on these seeds; others may fit as well on others.",
    )  # fmt: skip


def _answer(table: pd.DataFrame, names: Sequence[str], chosen: int) -> str:
    first, best = table.iloc[0], table.iloc[chosen]
    if chosen == 0:
        others = len(table) - 1
        return f"None of {others} other sets of values fits better than the present one (misfit {first['misfit']:.3f})."
    settings = " ".join(f"--set {name}={best[name]:.6g}" for name in names if first[name] != best[name])
    before, after = (f"{step['test_in_band']:.0%}" for step in (first, best))
    worth = (
        f"but the facts left out lose by it ({before} to {after} in band): don't take it over"
        if best["test_in_band"] < first["test_in_band"]
        else f"and of the facts left out {after} are in band, {before} before"
    )
    return f"Misfit falls from {first['misfit']:.3f} to {best['misfit']:.3f}, {worth}. The values: {settings}"
