"""Which runs `validate` asks for: what is read beside each other has the same seeds."""

import pytest
from click.testing import CliRunner

from commands import claims, validate
from commands.options import Asked
from validation.plan import EXPERIMENT, PLACEBO


class Enough(Exception):
    """All that is needed was seen."""


@pytest.fixture
def asked_for(monkeypatch):
    """Seeds of each scenario that a command would run."""
    seeds: dict[str, list[int]] = {}

    def run(self, what, scenarios, wanted, folder, labels=None):
        seeds.update({s.name: list(wanted) for s in scenarios})
        return type("Report", (), {"failed": 0})()

    def read(folder):
        raise Enough

    monkeypatch.setattr(Asked, "run", run)
    monkeypatch.setattr("results.store.open_results", read)

    def ask(*arguments: str) -> dict[str, list[int]]:
        ended = CliRunner().invoke(validate.command, [*arguments, "--quiet"])
        assert isinstance(ended.exception, Enough), ended.output
        return seeds

    return ask


def test_a_placebo_runs_on_its_trials_seeds_and_null_models_on_the_first(asked_for, tmp_path):
    seeds = asked_for("--seeds", "12", "--out", str(tmp_path))
    trials = {name for name in seeds if name.startswith(EXPERIMENT)}
    placebos = {name for name in seeds if name.startswith(PLACEBO)}
    nulls = {name for name, wanted in seeds.items() if wanted == list(range(1, validate.NULL_SEEDS + 1))}
    assert trials
    assert placebos
    assert nulls
    assert all(seeds[name] == list(range(1, 13)) for name in set(seeds) - nulls)
    assert not nulls & (trials | placebos)


def test_a_part_of_the_facts_needs_no_placebos_and_no_null_models(asked_for, tmp_path):
    seeds = asked_for("--only", "E20", "--seeds", "2", "--out", str(tmp_path))
    assert seeds
    assert all(name.startswith(EXPERIMENT) for name in seeds)


def test_drivers_run_on_the_first_seeds(asked_for, tmp_path):
    seeds = asked_for("--claims", "--only", "KR", "--seeds", "12", "--out", str(tmp_path))
    whole = {name for name, wanted in seeds.items() if wanted == list(range(1, 13))}
    assert len(whole) == 2
    assert all(seeds[name] == list(range(1, claims.DRIVER_SEEDS + 1)) for name in set(seeds) - whole)
    assert len(seeds) > 4
