"""Pages under docs/ that `transplant` and `attribute` make with --write-docs: a matrix an outcome, in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from views import attribution, transplant
from views.study import INTERVALS, between, counted, measured, sample
from views.words import title_of, unit_of_difference

if TYPE_CHECKING:
    import pandas as pd

SURE = "**Bold**: the interval leaves zero. ✕: sure, and bad for the country."


def about_line(about: Mapping[str, str]) -> str:
    """What the figures are of: version, parameters, code."""
    return f"Model version {about['version']}; parameters `{about['parameters']}`; code `{about['code']}`."


def transplants(
    table: pd.DataFrame, by_policy: pd.DataFrame, cost: float, level: float, command: str, about: Mapping[str, str],
    subject: transplant.Subject = transplant.PACKAGES, evidence: pd.DataFrame | None = None, aside: str = "",
) -> str:  # fmt: skip
    """docs/transplant.md, or docs/instruments.md.

    Parameters
    ----------
    table, by_policy : as `results.transplant.matrix` and `summaries` give them, the factor on the money added.
    evidence : columns kind, found, source: what studies found of single instruments.
    aside : how what is carried goes astray (`transplant.going`).
    """
    outcomes = list(dict.fromkeys(table["outcome"]))
    lines = [
        f"# {subject.heading}",
        "",
        f"Made by `{command}`; not to be edited. {sample(int(table['seeds'].min()), level)}; each "
        f"{subject.one} costs {100 * cost:.2g} % of GDP a year where that can be reached. {about_line(about)} {SURE}",
        "",
        transplant.COUNTED,
        "",
        *(f"- {transplant.verdict(by_policy, outcome, aside)}" for outcome in outcomes),
        "",
    ]
    for outcome in outcomes:
        part = table[table["outcome"] == outcome]
        unit = transplant.unit(outcome, bool(part["relative"].iloc[0]))
        lines += [f"## {transplant.named(outcome)}", "", f"Gain over no policy, {unit}.", "", *_matrix(part, _gain), ""]
    last = f"Money spent and taxes forgone, % of GDP a year, and the factor on all money of the {subject.one}."
    part = table[table["outcome"] == outcomes[0]]
    lines += ["## What it really cost", "", last, "", *_matrix(part, lambda r: _cost(r, cost)), "", INTERVALS]
    if evidence is not None and subject is transplant.INSTRUMENTS:
        lines += _evidence(evidence, set(table["policy"]))
    return "\n".join(lines) + "\n"


def attributions(table: pd.DataFrame, titles: Mapping[str, str], level: float) -> str:
    """docs/attribution.md.

    Parameters
    ----------
    table : rows of `results.attribution.attribute` with columns scenario, side, version, parameters, code, command.
    titles : of the factors.
    """
    lines = [
        "# What each success factor is worth",
        "",
        "Made by `run.py attribute SCENARIO --write-docs`; not to be edited. Shapley values over all combinations of "
        f"five factors, {level:.0%} intervals. **Bold**: the interval leaves zero.",
        "",
    ]
    for (outcome, side), part in table.groupby(["outcome", "side"], sort=False):
        head = f"## {title_of(outcome)}, {attribution.SIDES[side]}"
        told = f"{unit_of_difference(outcome).capitalize()}; {_seeds(part['seeds'])}. {attribution.NOTES[side]}"
        lines += [head, "", told, ""]
        columns = ["", *titles.values(), "All together"]
        rows = []
        for scenario, group in part.groupby("scenario", sort=False):
            by_factor = {r.factor: r for r in group.itertuples()}
            wanted = [by_factor[name] for name in (*titles, attribution.TOTAL)]
            rows.append([transplant.title(str(scenario)), *(_value(outcome, r) for r in wanted)])
        lines += [*_table(columns, rows), ""]
    first = table.drop_duplicates(["scenario", "command"]).to_dict("records")
    made = [f"- {transplant.title(r['scenario'])}: `{r['command']}`. {about_line(r)}" for r in first]
    return "\n".join([*lines, "## Made by", "", *made, "", INTERVALS]) + "\n"


def _seeds(seeds: pd.Series) -> str:
    fewest, most = int(seeds.min()), int(seeds.max())
    return counted(most) if fewest == most else f"{fewest} to {most} seeds"


def _matrix(part: pd.DataFrame, cell: Callable[[Any], str]) -> list[str]:
    """Policies by countries."""
    countries, policies = list(dict.fromkeys(part["country"])), list(dict.fromkeys(part["policy"]))
    found = {(r.policy, r.country): cell(r) for r in part.itertuples()}
    rows = [[transplant.title(p), *(found.get((p, c), "–") for c in countries)] for p in policies]
    return _table(["", *(transplant.place(c) for c in countries)], rows)


def _evidence(evidence: pd.DataFrame, kinds: set[str]) -> list[str]:
    rows = [(transplant.title(r.kind), r.found, r.source) for r in evidence.itertuples() if r.kind in kinds]
    return ["", "## What studies found", "", *_table(("", "found", "source"), rows)]


def _gain(row: Any) -> str:
    text, ends = transplant.gain(row.outcome, row.relative, row.gain, row.low, row.high)
    if row.verdict == "open":
        return f"{text} ({ends})"
    return f"**{text}**{' ✕' if row.verdict == 'worse' else ''} ({ends})"


def _cost(row: Any, wanted: float) -> str:
    ends = between(100 * row.cost_low, 100 * row.cost_high, "{:.2f}".format)
    off = " (off)" if transplant.off_target(row.cost, wanted) else ""
    return f"{100 * row.cost:.2f}{off} ({ends}) × {row.factor:.2f}"


def _value(outcome: str, row: Any) -> str:
    if attribution.nothing(row.value, row.low, row.high):
        return "–"
    text, ends = measured(outcome, row.value, row.low, row.high)
    return f"**{text}** ({ends})" if row.settled else f"{text} ({ends})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---"] * len(head)
    return ["| " + " | ".join(row) + " |" for row in (head, rule, *rows)]
