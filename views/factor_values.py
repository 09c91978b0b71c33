"""What each success factor earned, system by system, from the results of `run.py attribute`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import nan
from pathlib import Path
from typing import Any

from problems import ProblemError
from results.files import read_json
from views.attribution import SIDES, TOTAL
from views.study import measured
from views.transplant import title
from views.words import title_of, unit_of_difference

COMMAND = "uv run run.py attribute"
FILE = "attribution.json"
NOTE = ("Shapley values of the five factors, each switched off as policy (its instruments) and as mechanism (its "
        "parameters). Bold: the 90 % interval leaves zero.")  # fmt: skip

Study = dict[str, Any]


def found(root: Path) -> list[Study]:
    """Attributions under a folder, one a scenario, the newest of each; files that can't be read are left out."""
    kept: dict[str, Study] = {}
    for path in sorted(root.glob(f"*/{FILE}"), key=lambda p: p.stat().st_mtime) if root.is_dir() else []:
        try:
            study = read_json(path)
        except ProblemError:
            continue
        kept[str(study["scenario"])] = study
    return list(kept.values())


def table(studies: Sequence[Study]) -> str:
    """Factors down, systems and sides across; the first outcome of each study."""
    factors = dict(studies[0]["factors"]) | {TOTAL: "All together"}
    columns = [(s, side) for s in studies for side in s["sides"]]
    head = "".join(
        f'<th scope="col">{escape(title(s["scenario"]))}<br><small>{SIDES.get(side, side)}</small></th>'
        for s, side in columns
    )
    body = ""
    for key, name in factors.items():
        cells = "".join(_cell(s, side, key) for s, side in columns)
        body += f'<tr><th scope="row" class="text">{escape(name)}</th>{cells}</tr>'
    outcome = _outcome(studies[0])
    first = f"{title_of(outcome)}, {unit_of_difference(outcome)}"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Success factors"><table class="rows matrix">'
        f'<thead><tr><th scope="col" class="text">{escape(first)}</th>{head}</tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )


def _outcome(study: Study) -> str:
    return str(next(iter(study["sides"].values()))[0]["outcome"])


def _cell(study: Study, side: str, factor: str) -> str:
    outcome = _outcome(study)
    for row in study["sides"][side]:
        if row["factor"] == factor and row["outcome"] == outcome:
            low, high = (nan if row[end] is None else float(row[end]) for end in ("low", "high"))
            value, interval = measured(outcome, row["value"], low, high)
            told = f"<b>{value}</b>" if row["settled"] else value
            return f"<td>{told}<br><small>{interval}</small></td>"
    return "<td>–</td>"
