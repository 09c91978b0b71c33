"""The matrix of transplants as a page shows it: every policy on every country, from the results of the command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import nan
from pathlib import Path
from typing import Any

from results.files import read_json
from views.transplant import INSTRUMENTS, PACKAGES, Subject, gain, named, off_target, place, subject_of, title, unit

COMMAND = "uv run run.py transplant"
TABLE = "transplant.json"
SIGNS = {"better": "▲ ", "worse": "▼ ", "open": ""}
WAYS = {"better": ("better", "surely good for the country"), "worse": ("worse", "surely bad"),
        "open": ("open", "the interval holds zero")}  # fmt: skip


@dataclass(frozen=True)
class Transplants:
    """Results of a transplant.

    Attributes
    ----------
    cost : of each package, share of GDP a year. matrix : a row a country, policy and outcome.
    policies, countries : summaries, a row an outcome and policy or country.
    shipped : whether they came with this version, rather than being made here.
    astray : how what is carried goes astray, in words; empty where all is as written.
    """

    folder: Path
    cost: float
    seeds: int
    matrix: tuple[dict[str, Any], ...]
    policies: tuple[dict[str, Any], ...]
    countries: tuple[dict[str, Any], ...]
    shipped: bool = False
    subject: Subject = PACKAGES
    astray: str = ""

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Outcomes of the matrix, in its order."""
        return tuple(dict.fromkeys(row["outcome"] for row in self.matrix))


def newest(root: Path, subject: Subject = PACKAGES) -> Transplants | None:
    """The newest results of `run.py transplant` under a folder that are of packages, or of instruments; None without.

    Raises
    ------
    ProblemError
        If the file can't be read.
    """
    found = sorted(root.glob(f"*/{TABLE}"), key=lambda path: path.stat().st_mtime) if root.is_dir() else []
    return next((made for path in reversed(found) if (made := read(path)).subject is subject), None)


def read(path: Path) -> Transplants:
    """Results of a file that the command wrote."""
    told = read_json(path)
    matrix, policies, countries = (tuple(told[key]) for key in ("matrix", "policies", "countries"))
    subject = subject_of(told.get("of") == INSTRUMENTS.many)
    return Transplants(
        path.parent, float(told["cost"]), int(told["seeds"]), matrix, policies, countries, subject=subject,
        astray=str(told.get("astray", "")),
    )  # fmt: skip


def table(found: Transplants, outcome: str) -> str:
    """One outcome: policies down, countries across, gain and interval in each cell; shaded where it is sure."""
    rows = [row for row in found.matrix if row["outcome"] == outcome]
    policies, countries = (list(dict.fromkeys(row[key] for row in rows)) for key in ("policy", "country"))
    cell = {(row["policy"], row["country"]): row for row in rows}
    head = "".join(f'<th scope="col">{escape(place(c))}</th>' for c in countries)
    body = "".join(
        f'<tr><th scope="row" class="text">{escape(title(p))}</th>'
        + "".join(_cell(cell.get((p, c)), outcome, found.cost) for c in countries)
        + f"<td>{_robust(found, outcome, p)}</td></tr>"
        for p in policies
    )
    what = escape(found.subject.one.capitalize())
    return (f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(named(outcome))}">'
            f'<table class="rows matrix"><thead><tr><th scope="col" class="text">{what}</th>{head}'
            f'<th scope="col">Countries better · worse</th></tr></thead><tbody>{body}</tbody></table>'
            "</div>")  # fmt: skip


def evidence(rows: Sequence[dict[str, Any]]) -> str:
    """What studies found of each instrument.

    Parameters
    ----------
    rows : with kind, found and source.
    """
    body = "".join(
        f'<tr><th scope="row" class="text">{escape(title(row["kind"]))}</th>'
        f'<td class="text">{escape(row["found"])}<br><small>{escape(row["source"])}</small></td></tr>'
        for row in rows
    )
    return ('<div class="scroll" tabindex="0" role="region" aria-label="What studies found">'
            f'<table class="rows evidence"><tbody>{body}</tbody></table></div>')  # fmt: skip


def _cell(row: dict[str, Any] | None, outcome: str, cost: float) -> str:
    if row is None or row["gain"] is None:
        return "<td>–</td>"
    mean, low, high = (nan if row[key] is None else float(row[key]) for key in ("gain", "low", "high"))
    text, interval = gain(outcome, row["relative"], mean, low, high)
    name, told = WAYS[row["verdict"]]
    paid = f"{100.0 * row['cost']:.2f} %"
    off = f"<br><small>† costs {paid}</small>" if off_target(row["cost"], cost) else ""
    return (f'<td class="{name}" title="{escape(told)}; costs {paid} of GDP">'
            f"<b>{SIGNS[name]}{text}</b><br><small>{interval}</small>{off}</td>")  # fmt: skip


def _robust(found: Transplants, outcome: str, policy: str) -> str:
    for row in found.policies:
        if row["outcome"] == outcome and row["policy"] == policy:
            return f"{row['better']} · {row['worse']}"
    return "–"


def caption(found: Transplants, outcome: str) -> str:
    """What the table's figures are."""
    rows = [row for row in found.matrix if row["outcome"] == outcome]
    measured = unit(outcome, bool(rows[0]["relative"]))
    off = any(off_target(row["cost"], found.cost) for row in rows)
    but = ", where that can be reached: † costs more or less, as the cell says" if off else ""
    return (f"{named(outcome)}: gain over no policy, {measured}; mean and 90 % interval of {found.seeds} seeds. "
            f"Every {found.subject.one} costs {100.0 * found.cost:.2g} % of GDP a year{but}. "
            "▲ surely good for the country, ▼ surely bad; without a sign the interval holds zero. If no "
            f"{found.subject.one} did anything, one cell in ten would bear a sign by chance.")  # fmt: skip


def answer(found: Transplants, outcome: str) -> str:
    """What holds in most countries, and what hurts somewhere, in two sentences."""
    rows = [row for row in found.policies if row["outcome"] == outcome]
    hurt = [title(row["policy"]) for row in rows if row["worse"]]
    one = found.subject.one
    others = f"Surely bad somewhere: {', '.join(hurt)}." if hurt else f"No {one} is surely bad anywhere."
    return f"{named(outcome)}{f', {found.astray}' if found.astray else ''}: {_best(found, rows)} {others}"


def _best(found: Transplants, rows: Sequence[dict[str, Any]]) -> str:
    """Which are surely good in most countries, all that tie."""
    better, spared = max((row["better"], -row["worse"]) for row in rows)
    if not better:
        return f"no {found.subject.one} is surely good anywhere."
    first = [title(row["policy"]) for row in rows if (row["better"], -row["worse"]) == (better, spared)]
    are = f"{first[0]} is" if len(first) == 1 else f"{', '.join(first[:-1])} and {first[-1]} are each"
    countries = len({row["country"] for row in found.matrix})
    bad = f"in {-spared}" if spared else "in none"
    return (f"{are} surely good in {better} of {countries} countries and surely bad {bad}, "
            f"the most of all {found.subject.many}.")  # fmt: skip
