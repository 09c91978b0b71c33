"""The claims in words, as a Markdown page and as a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

HEAD = """# The article's claims in this economy

Made by `python run.py validate --claims --seeds {seeds}`; not to be edited. A region specialises in a sector
when its location quotient is at least 1.5 and a cluster beyond chance lies there, in the last year. Two
sectors: both. Pass: 70 % of seeds or more; partial: one of two sectors passes, or 35 %. "Other places": the
same sectors in the other regions (or states) of the map, what chance and geography give. Years in "happened"
are from memory. A place that was specialised at the start shows it in "start". Drivers are switched off one at
a time (docs/data/drivers.csv).

"""
COLUMNS = (
    "claim", "verdict", "seeds that show it", "each sector", "mean quotient", "start", "without policy (p)",
    "other places", "since", "happened", "credited to", "so?", "without drivers",
)  # fmt: skip
RULES = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
STYLE = (
    "body{font:15px/1.5 sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}svg{max-width:100%;height:auto}"
    ".wide{overflow-x:auto}td,th{padding:.2rem .5rem;text-align:left;font-size:13px}"
)


def markdown(rows: pd.DataFrame, missing: list[str]) -> str:
    """The page docs/claims.md."""
    seeds = int(rows["seeds"].max())
    lines = [_line(row) for row in rows.to_dict("records")]
    tail = f"\nNot measured, since the map or its region is missing: {', '.join(missing)}.\n" if missing else ""
    return HEAD.format(seeds=seeds) + RULES + "\n".join(lines) + "\n" + tail + "\n" + plainly(rows) + "\n"


def _line(row: dict[str, Any]) -> str:
    since = "" if pd.isna(row["year"]) else f"{row['year']:.0f}"
    cells = (
        f"{row['id']} {row['region']}: {row['sectors']}", row["verdict"], f"{row['frequency']:.0%}", row["each"],
        row["quotient"], f"{row['at_start']:.0%}", f"{row['without_policy']:.0%} ({row['p_policy']:.2f})",
        f"{row['shuffled']:.0%}", since, str(row["happened"]), row["credit"], row["credit_holds"],
        row["without_drivers"],
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def plainly(rows: pd.DataFrame) -> str:
    """Where the economy disagrees with the article."""
    count = rows["verdict"].value_counts()
    lines = [
        f"{count.get('pass', 0)} of {len(rows)} claims measured pass, {count.get('partial', 0)} in part, "
        f"{count.get('fail', 0)} fail."
    ]
    for row in rows.to_dict("records"):
        if row["verdict"] != "pass":
            lines.append(f"- {row['id']}: in {row['frequency']:.0%} of seeds {row['region']} is a place of "
                         f"{row['sectors']} ({row['each']}); the article says it is.")  # fmt: skip
        elif row["credit_holds"].startswith("no"):
            lines.append(f"- {row['id']}: {row['region']} is a place of {row['sectors']}, but the article credits "
                         f"{row['credit']}, and {row['credit_holds'][4:]}.")  # fmt: skip
    return "\n".join(lines)


def text(rows: pd.DataFrame) -> str:
    """A table for the terminal."""
    head = f"{'':4} {'claim':44} {'verdict':8} {'with':>5} {'without':>8} {'others':>7}  each"
    lines = [
        f"{r['id']:4} {(r['region'] + ': ' + r['sectors'])[:44]:44} {r['verdict']:8} {r['frequency']:>5.0%} "
        f"{r['without_policy']:>8.0%} {r['shuffled']:>7.0%}  {r['each']}"
        for r in rows.to_dict("records")
    ]
    return "\n".join([head, *lines, "", plainly(rows)])


def _wilson(share: float, n: int) -> tuple[float, float]:
    """How far a 90 % interval reaches below and above a share, per cent (Wilson 1927): 0 of 8 isn't certainty."""
    z2 = 1.645**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = (z2 * (share * (1 - share) / n + z2 / (4 * n**2))) ** 0.5 / (1 + z2 / n)
    return 100 * max(share - centre + half, 0.0), 100 * max(centre + half - share, 0.0)


def draw(rows: pd.DataFrame, path: Path) -> None:
    """Share of seeds that show each claim: with the policy, without, and in other places."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(8.2, 1.2 + 0.3 * len(rows)))
    y = list(range(len(rows)))[::-1]
    around = [_wilson(f, n) for f, n in zip(rows["frequency"], rows["seeds"], strict=True)]
    axes.axvline(70, color="#999999", lw=0.8, ls="--")
    axes.errorbar(100 * rows["frequency"], y, xerr=list(zip(*around, strict=True)), fmt="o", color="#0072B2",
                  label="with the policy (90 % interval)")  # fmt: skip
    axes.plot(100 * rows["without_policy"], y, "D", mfc="none", color="#D55E00", label="without policy")
    axes.plot(100 * rows["shuffled"], y, "|", ms=11, color="#333333", label="other places of the map")
    axes.set_yticks(y, [f"{r.id}  {r.region}: {r.sectors}" for r in rows.itertuples()], fontsize=8)
    axes.set_xlim(-3, 103)
    axes.set_xlabel("seeds in which the place specialises, % (dashed: the bar)")
    axes.legend(loc="lower left", bbox_to_anchor=(-0.3, 1.0), ncol=3, fontsize=8, frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, bbox_inches="tight", dpi=150)
    plt.close(figure)


def html(rows: pd.DataFrame, figure: Path) -> str:
    """The figure and the table as a page of its own, and as a section for a report."""
    from html import escape

    svg = figure.read_text(encoding="utf-8")
    svg = svg[svg.index("<svg") :]
    shown = rows.drop(columns=["seeds"]).rename(columns=lambda name: name.replace("_", " "))
    body = shown.to_html(index=False, border=0, float_format=lambda x: f"{x:.2f}", na_rep="")
    words = "".join(f"<p>{escape(line)}</p>" for line in plainly(rows).split("\n"))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Claims</title><style>{STYLE}</style><section><h1>The article's claims in this economy</h1>"
        f'{svg}{words}<div class="wide">{body}</div></section></html>'
    )
