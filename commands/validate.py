"""`run.py validate`: what the model gets right and wrong of the real world."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import Asked, echo_json, finite, many_runs
from problems import Problem, ProblemError

if TYPE_CHECKING:
    from results.store import Results
    from scenarios.schema import Scenario
    from validation.facts import Fact
    from validation.score import Measured

FAST_SEEDS = "3"
FULL_SEEDS = "32"
NULL_SEEDS = 8  # null models fail or pass by far: fewer seeds do; a placebo is read beside its trial, on the same ones
FACTS_TO_NAME = "ids of facts such as S01,E08a (see docs/data/facts.csv)"
OWN = dict.fromkeys(
    ("country", "policy"),
    "a value that all countries share, or --only: facts and claims are of countries and policies of their own; "
    "transplant --countries, --policies puts others together",
)
DOCUMENT = Path(__file__).parent.parent / "docs" / "validation.md"


@click.command("validate")
@click.option("--fast", is_flag=True, help=f"{FAST_SEEDS} seeds, no experiments, no null models: minutes on two cores.")
@click.option(
    "--claims",
    is_flag=True,
    help="The article's claims instead of the facts, with 20,000 firms unless --set=run.firms=N says otherwise.",
)
@click.option(
    "--claims-from",
    "own",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Claims of your own: a table like docs/data/claims.csv, in place of the article's.",
)
@click.option("--no-drivers", is_flag=True, help="With claims: with and without policy only.")
@click.option(
    "--only", metavar="IDS", help="Facts to measure (S01,E08a, or S15 for all that begin so), or claims (KR)."
)
@click.option("--write-docs", is_flag=True, help="Write docs/validation.md (--claims: docs/claims.md) and its table.")
@many_runs(seeds=None)
def command(
    fast: bool, claims: bool, own: Path | None, no_drivers: bool, only: str | None, write_docs: bool, asked: Asked
) -> int:
    """Run what is missing, measure every fact of docs/data/facts.csv, print the table; 0 if the bars are met."""
    claims = claims or own is not None
    _refuse(
        fast=fast, claims=claims, no_drivers=no_drivers, write_docs=write_docs, part=only is not None or own is not None
    )
    asked = replace(asked, seeds=(FAST_SEEDS if fast else FULL_SEEDS) if asked.seeds is None else asked.seeds)
    asked.refuse_set(OWN)
    numbers = asked.chosen_seeds()
    if claims:
        from commands.claims import check_claims

        return check_claims(numbers, asked, drivers=not no_drivers, only=only, own=own, write_docs=write_docs)
    from results.store import open_results
    from validation import measuring, plan, score
    from validation.choosing import chosen
    from validation.facts import read_facts

    facts = [f for f in chosen(read_facts(), only, FACTS_TO_NAME) if only or not fast or f.kind != "experiment"]
    changes = asked.changes
    main = _scenarios(facts, changes)
    whole = not fast and only is None
    placebos = plan.placebos([s for s in main if s.name.startswith(plan.EXPERIMENT)]) if whole else []
    nulls = plan.nulls(changes) if whole else []
    folder = asked.out or Path("results") / f"validate-{plan.mark([plan.without_policy(changes)['plain']])}"
    failed = 0
    for scenarios, wanted in (([*main, *placebos], numbers), (nulls, numbers[:NULL_SEEDS])):
        if scenarios:
            failed += asked.run("validate", scenarios, wanted, folder).failed
    results = open_results(folder)
    rows = [
        *measuring.stylised(results, facts), *measuring.experiments(results, facts), *measuring.paths(results, facts)
    ]  # fmt: skip
    rows = score.on_seeds(rows, numbers)
    bars = score.bars(rows)
    _write(results, rows, bars, facts, folder, seeds=numbers, write_docs=write_docs)
    if asked.as_json:
        echo_json(as_object(rows, bars, len(numbers), folder))
    elif not asked.quiet:
        from views.validation_table import bars_text, table_text

        click.echo(f"{table_text(score.frame(rows))}\n\n{bars_text(bars)}")
        click.echo(f"\nPage with figures: {folder / 'validation.html'}")
    return 0 if all(bar.reached for bar in bars) and not failed else 1


def _refuse(*, fast: bool, claims: bool, no_drivers: bool, write_docs: bool, part: bool) -> None:
    """Tell of options that would do nothing, and of a part of a table that would take the whole one's place."""
    wrong = {
        "--fast": (fast and claims, "facts; with --claims, --no-drivers and fewer --seeds save the most time"),
        "--no-drivers": (no_drivers and not claims, "--claims beside it"),
        "--write-docs": (
            write_docs and (fast or part),
            "the whole table, without --fast, --only and --claims-from",
        ),
    }
    problems = [Problem(option, None, None, None, expected) for option, (is_so, expected) in wrong.items() if is_so]
    if problems:
        raise ProblemError(problems)


def _scenarios(facts: Sequence[Fact], settings: Sequence[str]) -> list[Scenario]:
    """What the facts need."""
    from validation import measuring, plan

    kinds: Collection[str] = {fact.kind for fact in facts}
    found = list(plan.without_policy(settings).values()) if "stylised" in kinds else []
    if "path" in kinds:
        found += plan.paths(settings)
    return [*found, *plan.experiments([trial.scenario for _, trial in measuring.trials_of(facts)], settings)]


def _write(
    results: Results,
    rows: Sequence[Measured],
    bars: Sequence[Any],
    facts: Sequence[Fact],
    folder: Path,
    *,
    seeds: Sequence[int],
    write_docs: bool,
) -> None:
    """Write table, null models, figures and page into the folder, and the committed document where asked."""
    from validation import measuring, nulls, plan, score
    from views.validation_page import write_page
    from views.validation_table import document

    table = score.frame(rows)
    table.to_parquet(folder / "validation.parquet")
    null, paths = nulls.table(results, facts, seeds), measuring.path_table(results)
    paths = paths[paths["seed"].isin([0, *seeds])]  # 0 is the record
    paths.to_parquet(folder / "paths.parquet")
    if len(null):
        null.to_parquet(folder / "null_models.parquet")
    about = {
        "seeds": len(seeds),
        "version": results.manifest["model_version"],
        "parameters": plan.parameter_mark(results.scenarios),
        "code": plan.code_mark(),
    }
    write_page(table, null, paths, bars, about, folder)
    if write_docs:
        DOCUMENT.write_text(document(table, null, bars, about), encoding="utf-8")
        columns = ["row", "kind", "name", "quantity", "economy", "unit", "band", "value", "spread", "passed"]
        table[[*columns, "distance"]].to_csv(
            DOCUMENT.parent / "data" / "validation.csv", index=False, float_format="%.5g"
        )


def as_object(rows: Sequence[Measured], bars: Sequence[Any], seeds: int, folder: Path) -> dict[str, Any]:
    """The table as other programs read it."""
    from validation import score

    return {
        "score": finite(score.score(rows)),
        "seeds": seeds,
        "seeds_passing": finite(score.seeds_passing([row for row in rows if row.fact.kind == "stylised"])),
        "bars": [{"bar": bar.text, "value": finite(bar.value), "reached": bar.reached} for bar in bars],
        "facts": [
            {
                "id": row.id, "economy": row.economy, "value": finite(row.value), "low": finite(row.fact.low),
                "high": finite(row.fact.high), "spread": finite(row.spread), "passed": row.passed,
                "distance": finite(row.distance),
            }
            for row in rows
        ],
        "folder": str(folder),
    }  # fmt: skip
