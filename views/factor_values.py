"""What each success factor earned, system by system, from the results of `run.py attribute`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import nan
from pathlib import Path
from typing import Any

from problems import ProblemError
from results.files import read_json
from views.attribution import SIDES, TOTAL, nothing
from views.study import measured
from views.transplant import title
from views.transplants import SIGNS
from views.words import title_of, unit_of_difference

COMMAND = "uv run run.py attribute"
FILE = "attribution.json"
NOTE = (
    "{outcome}, {unit}: Shapley values over all combinations of the five factors, mean and 90 % interval. "
    "▲ surely more, ▼ surely less; without a sign the interval holds zero. –: nothing of the factor is at work there."
)

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


def sides(studies: Sequence[Study]) -> list[str]:
    """Ways in which factors were switched off in any of the studies, in the order of `SIDES`."""
    there = {side for study in studies for side in study["sides"]}
    return [side for side in SIDES if side in there]


def table(studies: Sequence[Study], side: str) -> str:
    """Systems down, factors across, switched off in one way; the first outcome of each study."""
    factors = dict(studies[0]["factors"]) | {TOTAL: "All together"}
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in factors.values())
    body = "".join(
        f'<tr><th scope="row" class="text">{escape(title(study["scenario"]))}</th>'
        + "".join(_cell(study, side, factor) for factor in factors)
        + "</tr>"
        for study in studies
        if side in study["sides"]
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Success factors {SIDES[side]}">'
        f'<table class="rows matrix"><thead><tr><th scope="col" class="text">System</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def note(studies: Sequence[Study]) -> str:
    """What the figures are, and whose policy goes astray."""
    outcome = _outcome(studies[0])
    going = [f"{title(study['scenario'])} ({study['astray']})" for study in studies if study.get("astray")]
    aside = f" The policy goes astray in {', '.join(going)}." if going else ""
    return NOTE.format(outcome=title_of(outcome), unit=unit_of_difference(outcome)) + aside


def _outcome(study: Study) -> str:
    return str(next(iter(study["sides"].values()))[0]["outcome"])


def _cell(study: Study, side: str, factor: str) -> str:
    outcome = _outcome(study)
    for row in study["sides"][side]:
        if row["factor"] == factor and row["outcome"] == outcome:
            low, high = (nan if row[end] is None else float(row[end]) for end in ("low", "high"))
            if nothing(row["value"], low, high):
                break
            value, interval = measured(outcome, row["value"], low, high)
            way = ("better" if row["value"] > 0.0 else "worse") if row["settled"] else "open"
            return f'<td class="{way}"><b>{SIGNS[way]}{value}</b><br><small>{interval}</small></td>'
    return "<td>–</td>"
