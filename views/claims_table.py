"""The claims in words: a Markdown page, a page of HTML, a table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from views.committed import about_line
from views.study import Row, Section, Shown, Study

HOW = (
    "A region specialises in a sector when its location quotient is at least 1.5 and a cluster beyond chance lies "
    "there, in the last year; of two sectors, both. Pass: 70 % of seeds or more; partial: one of two passes, or 35 %. "
    "Without the policy: the same seeds, p by the exact test on the pairs that differ. Other places: the claim "
    "under the name of every other region, or state, of the map. A place that was specialised at the start shows it in "
    "the path, share of seeds at the start and every tenth year. Drivers are switched off one at a time on the first "
    "seeds (docs/data/drivers.csv); a star: the fall is sure (p < 0.05). Years in which it happened are {years}."
)
COLUMNS = (
    "claim", "verdict", "seeds that show it", "each sector", "mean quotient", "path, %", "without policy (p)",
    "other places", "since", "happened", "credited to", "so?", "without drivers",
)  # fmt: skip
CLAIMS = ("claim", "verdict", "with", "without (p)", "other places", "path, %", "since", "happened")
CREDIT = ("claim", "credited to", "so?", "without drivers", "each sector", "mean quotient")
CAPTIONS = (
    Shown("claims", "Share of seeds that show each claim: with the policy, without it, in other places of the map."),
    Shown("claims_paths", "Share of seeds over time; the dotted line is the year in which it happened, {years}."),
)


@dataclass(frozen=True)
class Origin:
    """Whose claims they are: words for heads and sentences."""

    title: str
    name: str
    years: str  # where they are from in which it happened


ARTICLE = Origin("The article's claims in this economy", "the article", "from memory")


def of_file(path: Path) -> Origin:
    """Claims of a user's own, by the name of their table."""
    name = path.name.encode(errors="replace").decode()  # a name that isn't Unicode
    return Origin(f"Claims of {name} in this economy", name, "the file's own, or the country's first")


def markdown(
    rows: pd.DataFrame, bars: Sequence[Any], missing: Sequence[str], command: str, about: Mapping[str, str],
    origin: Origin = ARTICLE,
) -> str:  # fmt: skip
    """The page docs/claims.md, or that of claims of one's own."""
    made = f"Made by `{command}`; not to be edited. {about_line(about)}"
    head = [f"# {origin.title}", "", f"{made} {HOW.format(years=origin.years)}", ""]
    marks = ["| bar | reached | met |", "|---|---|---|"]
    marks += [f"| {b.text} | {b.reached} of {b.of} | {'yes' if b.met else 'no'} |" for b in bars]
    rules = [f"| {' | '.join(COLUMNS)} |", f"|{'---|' * len(COLUMNS)}"]
    lines = [f"| {' | '.join(_cells(row, COLUMNS))} |" for row in rows.to_dict("records")]
    tail = ["", f"Not measured, since the map or its region is missing: {', '.join(missing)}."] if missing else []
    return "\n".join(
        [*head, *marks, "", *rules, *lines, *tail, "", "## Where the economy disagrees", "", plainly(rows, origin), ""]
    )


def _cells(row: dict[str, Any], columns: Sequence[str]) -> tuple[str, ...]:
    said = {
        "claim": f"{row['id']} {row['region']}: {row['sectors']}", "verdict": row["verdict"],
        "seeds that show it": f"{row['frequency']:.0%}", "with": f"{row['frequency']:.0%}", "each sector": row["each"],
        "mean quotient": row["quotient"], "path, %": " ".join(f"{100 * float(x):.0f}" for x in row["path"].split()),
        "without policy (p)": _without(row), "without (p)": _without(row),
        "other places": _share(row["shuffled"]), "since": "" if pd.isna(row["year"]) else f"{row['year']:.0f}",
        "happened": str(row["happened"]), "credited to": row["credit"], "so?": row["credit_holds"],
        "without drivers": row["without_drivers"] or "–",
    }  # fmt: skip
    return tuple(said[column] for column in columns)


def _without(row: dict[str, Any]) -> str:
    return "–" if pd.isna(row["without_policy"]) else f"{row['without_policy']:.0%} ({row['p_policy']:.2f})"


def _share(x: float) -> str:
    return "–" if pd.isna(x) else f"{x:.0%}"


def plainly(rows: pd.DataFrame, origin: Origin = ARTICLE) -> str:
    """Where the economy disagrees with who makes the claims."""
    lines = [summary(rows)]
    for row in rows.to_dict("records"):
        if row["verdict"] != "pass":
            lines.append(f"- {row['id']}: in {row['frequency']:.0%} of seeds {row['region']} is a place of "
                         f"{row['sectors']} ({row['each']}); {origin.name} says it is.")  # fmt: skip
        elif row["credit_holds"].startswith("no"):
            lines.append(f"- {row['id']}: {row['region']} is a place of {row['sectors']}, but {origin.name} credits "
                         f"{row['credit']}, and {row['credit_holds'][4:]}.")  # fmt: skip
    return "\n".join(lines)


def summary(rows: pd.DataFrame) -> str:
    """One sentence: how many pass."""
    count = rows["verdict"].value_counts()
    return (
        f"{count.get('pass', 0)} of {len(rows)} claims measured pass, {count.get('partial', 0)} in part, "
        f"{count.get('fail', 0)} fail."
    )


def text(rows: pd.DataFrame, bars: Sequence[Any], origin: Origin = ARTICLE) -> str:
    """A table for the terminal."""
    head = f"{'':4} {'claim':44} {'verdict':8} {'with':>5} {'without':>8} {'others':>7}  each"
    lines = [
        f"{r['id']:4} {(r['region'] + ': ' + r['sectors'])[:44]:44} {r['verdict']:8} {r['frequency']:>5.0%} "
        f"{_share(r['without_policy']):>8} {_share(r['shuffled']):>7}  {r['each']}"
        for r in rows.to_dict("records")
    ]
    marks = [f"{'met' if b.met else 'missed':7} {b.text}: {b.reached} of {b.of}" for b in bars]
    return "\n".join([origin.title, "", head, *lines, "", plainly(rows, origin), "", *marks])


def study(rows: pd.DataFrame, bars: Sequence[Any], command: str, origin: Origin = ARTICLE) -> Study:
    """The page of HTML."""
    records = rows.to_dict("records")
    seeds = int(rows["seeds"].max())
    table = tuple(Row(_cells(r, CLAIMS), r["verdict"] == "pass") for r in records)
    credit = tuple(Row(_cells(r, CREDIT), r["credit_holds"] == "yes") for r in records)
    figures = tuple(Shown(f.name, f.caption.format(years=origin.years)) for f in CAPTIONS)
    marks = tuple(Row((b.text, f"{b.reached} of {b.of}", "yes" if b.met else "no"), b.met) for b in bars)
    return Study(
        title=origin.title,
        subtitle=f"{len(rows)} claims: a region specialises in a sector because of a driver. {seeds} seeds.",
        answer=summary(rows),
        sections=(
            Section("Bars", "", ("bar", "reached", "met"), marks),
            Section("Claims", HOW.format(years=origin.years), CLAIMS, table, figures),
            Section("What does it", "", CREDIT, credit),
            Section("Where the economy disagrees", notes=tuple(plainly(rows, origin).split("\n")[1:])),
        ),
        command=command,
    )
