"""`run.py run`: one run."""

from __future__ import annotations

from typing import Any

import click

from commands.options import Asked, ScenarioName, echo_json, one_run
from commands.progress import Progress


@click.command("run")
@click.argument("scenario", type=ScenarioName())
@click.option("--seed", type=int, default=1, show_default=True, help="Key of all chance.")
@one_run
def command(scenario: str, seed: int, asked: Asked) -> int:
    """Run SCENARIO once: progress and events as they happen, a summary, a folder of results."""
    resolved = asked.read(scenario)
    from results.execute import run_id
    from results.runner import run_batch
    from results.store import open_results

    folder = asked.folder(resolved.name, [resolved])
    with Progress(resolved.title, quiet=asked.silent) as progress:
        report = run_batch([resolved], [seed], folder, workers=1, on_quarter=_follow(progress, resolved.run))
    record = read_record(open_results(folder), run_id(resolved.fingerprint(), seed))
    if record["status"] != "done":
        return _failed(record, report.errors, str(folder), as_json=asked.as_json)
    summary = {
        "run": record["run"],
        "scenario": resolved.name,
        "seed": seed,
        "quarters": record["quarters"],
        "seconds": round(report.seconds, 3),
        "outcomes": record["outcomes"],
        "identities": record["identities"],
        "folder": str(folder),
    }
    if asked.as_json:
        echo_json(summary)
    elif not asked.quiet:
        from views.summary import run_summary

        click.echo(run_summary(summary, open_results(folder), scenario))
    return 0


def read_record(results: Any, run: str) -> dict[str, Any]:
    """Record of one run in a folder."""
    record: dict[str, Any] = next(r for r in results.runs if r["run"] == run)
    return record


def _failed(record: dict[str, Any], errors: tuple[str, ...], folder: str, *, as_json: bool) -> int:
    """Tell how the run ended; the status of the command is 1."""
    for error in errors:
        click.echo(f"failed: {error}", err=True)
    if as_json:
        told = {key: record[key] for key in ("run", "scenario", "seed", "error")}
        echo_json({"ok": False, **told, "folder": folder})
    return 1


def _follow(progress: Progress, run: Any) -> Any:
    told, begun = [0], [False]

    def show(economy: Any) -> None:
        latest, events = economy.recorder.latest, economy.events
        for event in events[told[0] :]:
            progress.tell(event.text)
        told[0] = len(events)
        share = 100.0 * latest["exports"] / latest["gdp"]
        note = f"exports {share:.0f} % of GDP, {latest['clusters']:.0f} clusters"
        done = economy.quarter + run.burn_in
        if begun[0]:
            progress.show(done, run.quarters + run.burn_in, note)
        else:
            progress.begin(done)
            begun[0] = True

    return show
