"""One page that answers the question, opens without a network and prints well."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from views.against import POLICY, Words, caution, going, told, unchanged_text, words_for
from views.carried_out import carried_out
from views.figures import write_figures
from views.inline import inline
from views.money import of_costs
from views.set_aside import set_aside
from views.study import counted_in, interval
from views.summary import advice, verdict
from views.words import OUTCOMES, TIES, effect, seeds_higher, shown, sure, title_of, unit_of

if TYPE_CHECKING:
    import pandas as pd

    from results.compare import Comparison
    from results.store import Results

CAPTIONS = {  # {own}, {base}, {reference} : words for the two sides
    "differences": "All outcomes at a glance.",
    "paths": "Paths {own} and {base}.",
    "gains": "The difference to {reference} over time. A gain that ends with the money is bought, not built.",
    "map": "The country {own}; rings are ports.",
    "difference_map": "Where the difference to {reference} is made.",
    "clusters": "Clusters beyond chance in the last year: of each cell, the sector most often found.",
}
EVENTS_SHOWN = 40
PARAMETERS_MARKED = "standing = estimate"


def write_report(results: Results, comparison: Comparison, folder: Path, command: str | None = None) -> Path:
    """Write `report.html` and its figures into the folder; `command` is the one that made the runs."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    figures = write_figures(results, comparison, folder)
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    scenarios = [_section(results, comparison, name) for name in comparison.differences]
    for section in scenarios:
        section["figures"] = [
            {
                "svg": Markup(inline(figures[f"{section['name']}_{kind}"])),
                "caption": _caption(caption, section["words"]),
            }
            for kind, caption in CAPTIONS.items()
            if f"{section['name']}_{kind}" in figures
        ]
    text = environment.get_template("report.html.j2").render(
        title=_title(results, comparison),
        seeds=counted_in(comparison),
        level=f"{comparison.level:.0%}",
        version=results.manifest["model_version"],
        scenarios=scenarios,
        identity=_largest_gap(results),
        estimates=PARAMETERS_MARKED,
        sure=sure("Bold:", comparison.level),
        ties=TIES,
        failed=sum(r["status"] != "done" for r in results.runs),
        sources=_sources(results),
        command=_command(results, comparison, command),
    )
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8", errors="replace")  # the command may name a file that isn't Unicode
    return path


def _caption(caption: str, words: Words) -> str:
    return caption.format(own=words.own, base=words.base, reference=words.reference)


def _title(results: Results, comparison: Comparison) -> str:
    titles = [results.scenarios[name]["title"] for name in comparison.differences]
    if len(titles) > 1:
        return "Policies compared: " + "; ".join(titles)
    words = words_for(comparison, results, next(iter(comparison.differences)))
    return f"{titles[0]}: {'what the policy changed' if words is POLICY else f'the difference to {words.reference}'}"


def _section(results: Results, comparison: Comparison, name: str) -> dict[str, Any]:
    scenario, found = results.scenarios[name], told(comparison, name)
    unchanged = comparison.unchanged.get(name)
    words = words_for(comparison, results, name)
    aside = going(comparison, results, name)
    answer = verdict(found, comparison.level, words.subject, aside) + caution(comparison, results, name)
    answer = unchanged_text(comparison, results, name) if unchanged else answer
    events, left = _events(results, comparison, name)
    return {
        "name": name,
        "title": scenario["title"],
        "summary": scenario["summary"],
        "answer": answer,
        "words": words,
        "unchanged": unchanged,
        "rows": [_row(outcome, found[outcome]) for outcome in OUTCOMES if outcome in found],
        "advice": advice(found),
        "money": of_costs(results, name, comparison.paired[name]),
        "instruments": _instruments(results, name, comparison.paired[name]),
        "unspent": {"lump_sum": "as a lump sum", "lower_taxes": "through a lower income tax"}[
            scenario["policy"]["unspent"]
        ],
        "carried_out": carried_out(scenario),
        "first_seed": comparison.paired[name][0],
        "events": events,
        "events_left": left,
    }


def _row(outcome: str, d: Any) -> dict[str, Any]:
    if outcome.startswith("cost_per"):  # without policy there is no cost: a figure of the policy alone, no difference
        none = dict.fromkeys(("base", "difference", "interval", "probability"), "–")
        return {
            "title": title_of(outcome),
            "unit": unit_of(outcome),
            "settled": False,
            **none,
            "mean": shown(outcome, d.mean),
        }
    difference, low, high = effect(outcome, d.difference, d.low, d.high)
    return {
        "title": title_of(outcome),
        "unit": unit_of(outcome),
        "base": shown(outcome, d.base),
        "mean": shown(outcome, d.mean),
        "difference": difference,
        "interval": interval(low, high),
        "probability": seeds_higher(d),
        "settled": d.settled,
    }


def _instruments(results: Results, name: str, seeds: Sequence[int]) -> list[dict[str, str]]:
    runs = [r["run"] for r in results.runs if r["scenario"] == name and r["seed"] in seeds]
    sums = _costs(results, runs)
    rows = []
    scenario = results.scenarios[name]
    for i in scenario["policy"]["instruments"]:
        aside = set_aside(i, scenario)
        here = sums.loc[i["id"]] if i["id"] in sums.index else {"spent": 0.0, "forgone": 0.0}
        rows.append({
            "id": i["id"].replace("_", " "), "kind": i["kind"].replace("_", " "), "source": i["source"],
            "aside": "–" if aside is None else f"{100 * aside:.3f}",
            "spent": f"{100 * here['spent']:.3f}", "forgone": f"{100 * here['forgone']:.3f}",
        })  # fmt: skip
    return rows


def _costs(results: Results, runs: Sequence[str]) -> pd.DataFrame:
    """Shares of GDP that instruments spent and left untaxed: means over quarters, which add up to the public cost."""
    ledger = results.table("policy_ledger", runs, ["run", "quarter", "instrument", "spent", "forgone"])
    if not len(ledger):
        return ledger
    totals = results.table("totals", runs, ["run", "quarter", "gdp"])
    totals = totals[totals["quarter"] >= 0]
    product = ledger.merge(totals, on=["run", "quarter"], how="left")["gdp"].to_numpy(float)
    shares = ledger[["spent", "forgone"]].div(product, axis=0).assign(instrument=ledger["instrument"].to_numpy())
    return shares.groupby("instrument")[["spent", "forgone"]].sum() / len(totals)


def _events(results: Results, comparison: Comparison, name: str) -> tuple[list[str], int]:
    run = [r["run"] for r in results.runs if r["scenario"] == name and r["seed"] == comparison.paired[name][0]]
    frame = results.table("events", run, ["quarter", "text"])
    texts = frame.loc[frame["quarter"] >= 0, "text"].tolist() if len(frame) else []
    return texts[:EVENTS_SHOWN], max(len(texts) - EVENTS_SHOWN, 0)


def _largest_gap(results: Results) -> str:
    gaps = [max(r["identities"].values(), default=0.0) for r in results.runs if r["status"] == "done"]
    return f"{max(gaps, default=0.0):.0e}"


def _sources(results: Results) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for scenario in results.scenarios.values():
        found |= scenario["country"]["sources"]
    return sorted(found.items())


def _command(results: Results, comparison: Comparison, given: str | None) -> str:
    """The command that makes the runs again, and the fingerprints by which it can be told that they are the same."""
    names = " ".join(comparison.differences)
    seeds = ",".join(map(str, comparison.seeds))
    prints = "\n".join(f"# {n}: fingerprint {e['fingerprint']}" for n, e in results.manifest["scenarios"].items())
    return f"{given or f'uv run run.py compare {names} --seeds {seeds} --out {results.folder}'}\n{prints}"
