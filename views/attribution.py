"""The page and the summary of an attribution."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from views.carried_out import astray
from views.study import Row, Section, Shown, Study, measured, sample
from views.words import share, title_of, unit_of_difference

if TYPE_CHECKING:
    import pandas as pd

TOTAL = "total"
SIDES = {"policy": "as policy", "mechanism": "as mechanism"}
NOTES = {
    "policy": "A factor is switched off by leaving out its instruments; their money goes back to households.",
    "mechanism": "A factor is switched off by setting its parameters to the values at which they do nothing, in the "
    "same country under the same policy. The benchmark year finds its residuals anew without them: the start looks the "
    "same, what follows differs.",
}

GOING = {"policy": ", which goes astray ({}),", "mechanism": ", under a policy that goes astray ({}),"}
IDLE = {"policy": "Without an instrument at work", "mechanism": "Without any effect here"}


def study(
    tables: Mapping[str, pd.DataFrame],
    titles: Mapping[str, str],
    scenario: Mapping[str, Any],
    level: float,
    command: str,
) -> Study:
    """Tell what each factor is worth.

    Parameters
    ----------
    tables : by side, as `results.attribution.attribute` gives them; titles : of the factors.
    """
    outcomes = list(dict.fromkeys(next(iter(tables.values()))["outcome"]))
    aside = astray(scenario)
    seeds = int(next(iter(tables.values()))["seeds"].iloc[0])
    sections = [section(table, titles, outcome, side) for outcome in outcomes for side, table in tables.items()]
    for number, outcome in enumerate(outcomes):
        at = number * len(tables)
        caption = f"{title_of(outcome)}: the values of the five factors sum to what all of them bring together."
        first = sections[at]
        sections[at] = Section(
            first.title, first.text, first.columns, first.rows, (Shown(f"factors_{outcome}", caption),), first.notes
        )
    return Study(
        title=f"{scenario['title']}: what earned the {title_of(outcomes[0]).lower()}?",
        subtitle=f"{sample(seeds, level)}, all 32 combinations of five factors.",
        answer=" ".join(verdict(table, titles, outcomes[0], side, level, aside) for side, table in tables.items()),
        sections=tuple(sections),
        command=command,
    )


def section(table: pd.DataFrame, titles: Mapping[str, str], outcome: str, side: str) -> Section:
    """A table of factors for one outcome of a side."""
    here = table[table["outcome"] == outcome]
    rows = tuple(
        Row(
            (
                titles.get(r.factor, "All together"), *_figures(outcome, r),
                "–" if _nothing(r) else share(r.probability_higher),
            ),
            bool(r.settled),
        )
        for r in here.itertuples()
    )  # fmt: skip
    columns = (f"Factor ({unit_of_difference(outcome)})", "value", "interval", "seeds above 0")
    idle = [_inside(titles[name]) for name in _idle(table)]
    notes = (f"{IDLE[side]}: {', '.join(idle)}.",) if idle else ()
    return Section(f"{title_of(outcome)}, {SIDES[side]}", NOTES[side], columns, rows, notes=notes)


def verdict(
    table: pd.DataFrame, titles: Mapping[str, str], outcome: str, side: str, level: float, aside: str = ""
) -> str:
    """One sentence: what the whole brings, which factors earn it, which cost.

    Parameters
    ----------
    aside : how the policy goes astray (`carried_out.astray`), told with the result.
    """
    rows = {r.factor: r for r in table[table["outcome"] == outcome].itertuples()}
    total = rows.pop(TOTAL)
    sure = sorted((r for r in rows.values() if r.settled), key=lambda r: -abs(r.value))
    what = "instruments" if side == "policy" else "mechanisms"
    unit = unit_of_difference(outcome)
    begun = SIDES[side].capitalize() + (GOING[side].format(aside) if aside else ",")
    text = f"{begun} all {what} together bring "
    value, interval = _figures(outcome, total)
    text += f"{value} {unit} of {title_of(outcome).lower()} ({interval})"
    if _nothing(total) and all(_nothing(r) for r in rows.values()):
        why = f": none of the {what} is at work in these quarters" if len(_idle(table)) == len(rows) else ""
        return f"{begun} nothing changes{why or f' in {_inside(title_of(outcome))}'}."
    if total.seeds == 1:
        return f"{text.removesuffix(' (–)')}; one seed can't tell that from chance."
    if not sure:
        return f"{text}; no single factor is sure at {level:.0%} confidence."
    named = [f"{_inside(titles[r.factor])} ({_figures(outcome, r)[0]})" for r in sure]
    return f"{text}; sure at {level:.0%} confidence: {', '.join(named)}."


def _idle(table: pd.DataFrame) -> list[str]:
    """Factors that change no outcome in any seed; one that leaves a single outcome as it is may be at work."""
    rows = list(table.itertuples())
    moving = {r.factor for r in rows if not _nothing(r)}
    return [name for name in dict.fromkeys(r.factor for r in rows) if name != TOTAL and name not in moving]


def _figures(outcome: str, row: Any) -> tuple[str, str]:
    return measured(outcome, row.value, row.low, row.high)


def _nothing(row: Any) -> bool:
    """Whether a factor changes nothing in any seed."""
    return nothing(row.value, row.low, row.high)


def nothing(value: float, low: float, high: float) -> bool:
    """Whether a value and its interval are those of a factor that changes nothing."""
    return bool(value == low == high == 0.0)


def _inside(title: str) -> str:
    return title[:1].lower() + title[1:]
