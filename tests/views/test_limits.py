"""What a public server holds its visitors to, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from problems import ProblemError
from results.background import Progress
from results.question import Question
from scenarios.schema import Change
from views.comparing import work as working
from views.comparing.work import Work
from views.limits import PUBLIC, Limits
from views.play.session import Session
from views.serve import serve

ROOT = Path(__file__).parent.parent.parent
SMALL = ("run.firms=300", "run.burn_in=2")


def question(seeds: int = 2) -> Question:
    return Question(("chaebol",), tuple(range(1, seeds + 1)), settings=SMALL, quarters=4)


def test_public_takes_every_limit_and_each_can_be_set_alone() -> None:
    public = Limits.from_environment({"MARSHALL_PUBLIC": "1"})
    assert {name: getattr(public, name) for name in PUBLIC} == dict(PUBLIC)
    own = Limits.from_environment({"MARSHALL_PUBLIC": "0", "MARSHALL_SEEDS": "9"})
    assert (own.public, own.seeds, own.firms) == (False, 9, None)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many"])
def test_a_limit_that_makes_no_sense_stops_the_server_before_it_listens(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARSHALL_FIRMS", value)
    with pytest.raises(ProblemError, match=f"MARSHALL_FIRMS = {value}"):
        serve("127.0.0.1", 0, open_browser=False)


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(firms=299), "run.firms = 300; expected at most 299"),
        (Limits(quarters=5), "run.quarters = 6; expected at most 5"),
        (Limits(seeds=1), "seeds = 2; expected at most 1"),
    ],
)
def test_a_comparison_beyond_a_limit_is_refused(limits: Limits, told: str) -> None:
    with pytest.raises(ProblemError, match=told):
        Work(question(), limits)


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What batches in the background were told, instead of starting them."""
    told: list[dict[str, Any]] = []

    class Batch:
        def __init__(self, *_: Any, **more: Any) -> None:
            told.append(more)

        def start(self) -> None:
            pass

    monkeypatch.setattr(working, "BackgroundBatch", Batch)
    monkeypatch.setattr(working, "_AT_WORK", set())
    return told


def test_one_comparison_more_than_the_limit_waits_for_another_to_end(orders: list[Any], tmp_path: Path) -> None:
    limits = Limits(batches=1, results=tmp_path)
    first, second = Work(question(2), limits), Work(question(3), limits)
    first.start()
    with pytest.raises(ProblemError, match="at most 1 at once on this server"):
        second.start()
    first._news(Progress("cancelled"))
    second.start()
    assert len(orders) == 2


def test_time_and_workers_of_a_comparison_are_held_to_the_limits(orders: list[Any], tmp_path: Path) -> None:
    Work(question(), Limits(seconds=7, workers=1, results=tmp_path)).start()
    assert (orders[0]["seconds"], orders[0]["workers"]) == (7, 1)


def test_a_link_can_not_raise_the_size_of_a_run() -> None:
    with pytest.raises(ProblemError):
        Session("chaebol", changes=(Change(quarter=0, path="run.firms", value=10**7),))


def test_every_limit_is_documented_with_its_public_figure() -> None:
    rows = [line for line in (ROOT / "docs" / "deployment.md").read_text("utf-8").splitlines() if line.startswith("|")]
    for name, figure in PUBLIC.items():
        assert any(row.startswith(f"| `MARSHALL_{name.upper()}` | {figure:,} |") for row in rows), name
