"""`run.py transplant`: every policy package, or every instrument alone, on every country, at equal cost."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import Asked, echo_json, many_runs
from commands.studies import announce, known_outcomes, rows_of, write_table
from problems import Problem, ProblemError

if TYPE_CHECKING:
    from results.transplant import Cell
    from scenarios.schema import Scenario

DOCS = Path(__file__).parent.parent / "docs"
EVIDENCE = DOCS / "data" / "instrument_evidence.csv"
LONGEST = 33  # a scenario's name may have 40 letters: room for the mark of a pilot
MARK = 6  # letters of a hash that tell cut names, and pilots, apart
ROUNDS = 7  # of the search for equal cost
PILOT_SEEDS = 2
USUAL_COST = 0.01
GAINS = ("exports", "real_consumption", "clusters", "region_gini")
OWN = {
    "country": "--countries: every run of a transplant is named after its own country",
    "policy": "--policies: every run of a transplant is named after its own policy",
}  # what --set would change under a name that says otherwise
CATALOGUE = (
    "transplant without --alone: an instrument alone is as the catalogue has it, in a policy that has nothing else"
)
OUTPUT = "real_gdp"  # shown too for instruments: it is what studies of them measure


@click.command("transplant")
@click.option("--countries", multiple=True, metavar="NAME,…", help="Default: all that are there.")
@click.option("--policies", multiple=True, metavar="NAME,…", help="Default: all that are there.")
@click.option(
    "--alone",
    is_flag=True,
    help="Every kind of instrument alone, national and for all, in place of packages; --policies names kinds.",
)
@click.option("--cost", type=float, default=USUAL_COST, show_default=True,
              help="What each package costs, share of GDP, mean over the window, taxes forgone included.")  # fmt: skip
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    help=f"Gains to show.  [default: {', '.join(GAINS)}; {OUTPUT} too with --alone]",
)
@click.option("--write-docs", is_flag=True, help="Write docs/transplant.md, or docs/instruments.md, and its table.")
@many_runs
def command(
    countries: tuple[str, ...], policies: tuple[str, ...], alone: bool, cost: float, outcomes: tuple[str, ...],
    write_docs: bool, asked: Asked,
) -> int:  # fmt: skip
    """Every policy package on every country at equal cost: the matrix of gains over no policy, with intervals.

    All money of a package is multiplied by one factor, found by pilot runs, until it costs the same everywhere.
    """
    asked.refuse_set(OWN | (dict.fromkeys(_of_policy(asked), CATALOGUE) if alone else {}))
    chosen, changes = asked.chosen_seeds(), asked.changes
    from results.transplant import judged

    wanted = judged(known_outcomes(outcomes or ((OUTPUT, *GAINS) if alone else GAINS)))
    if not 0.0 < cost <= 0.1:
        raise ProblemError([Problem("--cost", None, None, f"{cost:g}", "a share of GDP above 0, at most 0.1")])
    from results.finished import require_finished
    from results.store import open_results
    from scenarios import transplant as carried
    from scenarios.load import names_of
    from scenarios.transplant import at_scale, bare

    where = carried.chosen("--countries", countries, names_of("countries"))
    what = carried.chosen("--policies", policies, carried.kinds() if alone else carried.policies())
    make = carried.alone if alone else carried.transplanted
    cells = {(c, p): _cut(make(c, p, changes), f"{c}_{p}") for c in where for p in what}
    bares = {c: bare(c, changes) for c in where}
    first = chosen[:PILOT_SEEDS]
    name = f"transplant-{cost:g}-{'-'.join(map(str, first))}"  # cost and pilots' seeds set the factors on all money
    folder = asked.folder(name, [*cells.values(), *bares.values()], plain=False)
    pilots = ROUNDS * len(cells) * len(first)
    more = f", after at most {pilots} pilot runs that find equal costs"
    announce(asked, "transplant", len(cells) + len(bares), len(chosen), more)
    labels: dict[str, dict[str, Any]] = {
        s.name: {"country": c, "policy": "none", "factor": 0.0} for c, s in bares.items()
    }
    asked.run("without policy", list(bares.values()), chosen, folder, labels)
    require_finished(open_results(folder), (s.name for s in bares.values()))
    factors = equal_costs(cells, cost, first, folder / "pilot", asked)
    scaled = {cell: at_scale(s, factors[cell]) for cell, s in cells.items()}
    labels |= {s.name: {"country": c, "policy": p, "factor": factors[c, p]} for (c, p), s in scaled.items()}
    report = asked.run("transplant", [*bares.values(), *scaled.values()], chosen, folder, labels)
    require_finished(open_results(folder), (s.name for s in scaled.values()))
    again = asked.again(
        "transplant", *(["--alone"] if alone else []), "--countries", ",".join(where), "--policies", ",".join(what),
        "--cost", f"{cost:g}",
        *(f"--outcome={o}" for o in wanted), "--out", str(folder),
    )  # fmt: skip
    value, text = _tell(folder, {k: s.name for k, s in scaled.items()}, {c: s.name for c, s in bares.items()},
                        wanted, factors, cost, again, alone, chosen)  # fmt: skip
    if write_docs:
        from validation.plan import about

        given = ["--alone"] if alone else []
        given += [*(f"--countries={c}" for c in countries), *(f"--policies={p}" for p in policies)]
        given += [f"--cost={cost:g}"] if cost != USUAL_COST else []
        given += [f"--outcome={o}" for o in outcomes]
        found = about(bares.values(), open_results(folder).manifest["model_version"])
        _write_docs(value, cost, asked.again("transplant", *given, "--write-docs"), found, alone)
    if asked.as_json:
        echo_json(value)
    elif not asked.quiet:
        click.echo(text)
    return 1 if report.failed else 0


def _of_policy(asked: Asked) -> list[str]:
    """What is set of a policy; where an instrument is alone it would be lost, and said to hold all the same."""
    paths = (setting.partition("=")[0].strip() for setting in asked.settings)
    return [path for path in paths if path.startswith("policy.")]


def _cut(scenario: Scenario, name: str) -> Scenario:
    """Give it a name that leaves room for the mark of a pilot; a mark of the whole one tells cut ones apart."""
    if len(name) > LONGEST:
        mark = hashlib.sha256(name.encode()).hexdigest()[:MARK]
        name = f"{name[: LONGEST - MARK - 1]}_{mark}"
    return scenario.model_copy(update={"name": name})


def _trial(scenario: Scenario) -> Scenario:
    """A pilot, named after what it is: a search for another cost, or on other seeds, tries other factors in a round."""
    return scenario.model_copy(update={"name": f"{scenario.name}_{scenario.fingerprint()[:MARK]}"})


def equal_costs(
    cells: dict[Cell, Scenario], target: float, seeds: Sequence[int], folder: Path, asked: Asked
) -> dict[Cell, float]:
    """Factor on each package's money at which it costs the target, by pilot runs with a few seeds.

    A round tries one factor for every cell that isn't there yet, so that rounds use all workers.

    Raises
    ------
    ProblemError
        If a package's pilot runs fail with every seed.
    """
    from results.finished import require_finished
    from results.store import open_results
    from results.transplant import COST, best_factor, next_factor
    from scenarios.transplant import at_scale

    tried: dict[Cell, dict[float, float]] = {cell: {} for cell in cells}
    for number in range(ROUNDS):
        due = {c: 1.0 if not costs else next_factor(costs, target) for c, costs in tried.items()}
        trials = {cell: _trial(at_scale(cells[cell], f)) for cell, f in due.items() if f is not None}
        if not trials:
            break
        labels = {s.name: {"country": c[0], "policy": c[1], "factor": due[c]} for c, s in trials.items()}
        asked.run(f"equal costs, round {number + 1}", list(trials.values()), seeds, folder, labels)
        pilots = open_results(folder)
        require_finished(pilots, (s.name for s in trials.values()))
        found = pilots.outcomes
        costs = found[found["seed"].isin(list(seeds))].groupby("scenario")[COST].mean()
        for cell, scenario in trials.items():
            factor = due[cell]
            if factor is not None:
                tried[cell][factor] = float(costs[scenario.name])
    return {cell: best_factor(costs, target) for cell, costs in tried.items()}


def _tell(
    folder: Path, scenario_of: dict[Cell, str], bare_of: dict[str, str], outcomes: Sequence[str],
    factors: dict[Cell, float], cost: float, again: str, alone: bool, seeds: Sequence[int],
) -> tuple[dict[str, Any], str]:  # fmt: skip
    """Tables, figures and page; the JSON object and the text for the terminal."""
    from results.compare import LEVEL
    from results.store import open_results
    from results.transplant import matrix, summaries
    from views import transplant as view
    from views.figures import heat
    from views.study import as_text, write_study

    results = open_results(folder)
    table = matrix(results, scenario_of, bare_of, outcomes, seeds)
    table["factor"] = [factors[c, p] for c, p in zip(table["country"], table["policy"], strict=True)]
    by_policy, by_country = summaries(table, "policy"), summaries(table, "country")
    subject = view.subject_of(alone)
    aside = view.going({cell: results.scenarios[name] for cell, name in scenario_of.items()}, subject)
    value = {
        "of": subject.many, "astray": aside, "cost": cost, "seeds": int(table["seeds"].min()), "matrix": rows_of(table),
        "policies": rows_of(by_policy), "countries": rows_of(by_country), "folder": str(folder),
    }  # fmt: skip
    write_table(folder, "transplant", table, value)
    study = view.study(table, by_policy, cost, LEVEL, again, subject, aside)
    draw = {
        f"transplant_{o}": lambda o=o: heat.draw(table, by_policy, by_country, o, cost, LEVEL, subject)
        for o in outcomes
    }
    page = write_study(study, draw, [results], folder)
    text = "\n\n".join([study.answer, *(as_text(s) for s in study.sections), f"Report with figures: {page}"])
    return value, text


def _write_docs(value: Mapping[str, Any], cost: float, again: str, found: Mapping[str, str], alone: bool) -> None:
    """Write the committed page and its table."""
    import pandas as pd

    from results.compare import LEVEL
    from views.committed import transplants
    from views.transplant import subject_of

    subject = subject_of(alone)
    table, by_policy = (pd.DataFrame(value[part]) for part in ("matrix", "policies"))
    page = transplants(table, by_policy, cost, LEVEL, again, found, subject, pd.read_csv(EVIDENCE), value["astray"])
    (DOCS / f"{subject.file}.md").write_text(page, encoding="utf-8")
    table.assign(cost_wanted=cost).to_csv(DOCS / "data" / f"{subject.file}.csv", index=False, float_format="%.5g")
