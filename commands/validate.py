"""`run.py validate`: what the model gets right and wrong of the real world."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import cluster_option, common, echo_json, finite, seeds_of, seeds_option
from commands.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validation.score import Measured

FAST_SEEDS = "3"
FULL_SEEDS = "32"


@click.command("validate")
@click.option("--fast", is_flag=True, help=f"{FAST_SEEDS} seeds, no experiments: minutes on two cores.")
@click.option("--claims", is_flag=True, help="The article's claims instead of the facts.")
@click.option("--no-drivers", is_flag=True, help="With --claims: with and without policy only.")
@click.option("--only", metavar="IDS", help="Facts to measure: S01,E08a, or S15 for all that begin so.")
@seeds_option(None)
@cluster_option
@common
def command(
    fast: bool,
    claims: bool,
    no_drivers: bool,
    only: str | None,
    seeds: str | None,
    cluster: str | None,
    settings: tuple[str, ...],
    quarters: int | None,
    workers: int | None,
    out: Path | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Run what is missing, measure every fact of docs/data/facts.csv, print the table; 0 if the bars are met."""
    if claims:
        from commands.claims import check_claims

        changes = (*settings, f"run.quarters={quarters}") if quarters is not None else settings
        numbers = seeds_of(seeds or (FAST_SEEDS if fast else FULL_SEEDS))
        return check_claims(
            numbers, changes, drivers=not no_drivers, workers=workers, cluster=cluster, out=out, quiet=quiet,
            as_json=as_json,
        )  # fmt: skip
    from results.runner import run_batch
    from results.store import open_results
    from validation import plan, score
    from validation.facts import chosen, read_facts
    from validation.run import measure_stylised

    facts = chosen(read_facts(), only)
    numbers = seeds_of(seeds or (FAST_SEEDS if fast else FULL_SEEDS))
    changes = (*settings, f"run.quarters={quarters}") if quarters is not None else settings
    scenarios = list(plan.without_policy(changes).values())
    folder = out or Path("results") / f"validate-{plan.mark(scenarios)}"
    with Progress("validate", quiet=quiet or as_json) as progress:
        report = run_batch(
            scenarios, numbers, folder, workers=workers, cluster=cluster,
            on_progress=lambda done, total, _: progress.show(done, total),
        )  # fmt: skip
    for error in report.errors:
        click.echo(f"failed: {error}", err=True)
    rows = measure_stylised(open_results(folder), facts)
    score.frame(rows).to_parquet(folder / "validation.parquet")
    if as_json:
        echo_json(as_object(rows, len(numbers), folder))
    elif not quiet:
        from views.validation_table import table_text

        click.echo(table_text(score.frame(rows)))
        click.echo(f"\nscore {score.score(rows):.2f}, seeds that pass {score.seeds_passing(rows):.0%}; {folder}")
    return 0 if score.score(rows) >= score.PASSING and not report.failed else 1


def as_object(rows: Sequence[Measured], seeds: int, folder: Path) -> dict[str, Any]:
    """The table as other programs read it."""
    from validation import score

    return {
        "score": finite(score.score(rows)),
        "seeds": seeds,
        "seeds_passing": finite(score.seeds_passing(rows)),
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
