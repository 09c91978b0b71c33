"""What the README shows runs as it stands there."""

import re
from pathlib import Path

import pytest
from conftest import tiny

from commands.group import COMMANDS

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


def test_the_example_for_mesa_users(capsys):
    example = next(e for e in EXAMPLES if "RegionalEconomy" in e)
    assert len([line for line in example.splitlines() if line.strip()]) <= 10
    exec(compile(example, "README.md", "exec"), {})
    exporters, *_, cell = capsys.readouterr().out.splitlines()
    count, jobs = exporters.split()
    assert int(count) > 0
    assert float(jobs) > 0.0
    assert "AgentSet" in cell or "Firm" in cell


def test_the_example_of_results(tmp_path, monkeypatch):
    from results.runner import run_batch

    example = next(e for e in EXAMPLES if "open_results" in e)
    (folder,) = re.findall(r'open_results\("(.*?)"\)', example)
    monkeypatch.chdir(tmp_path)
    run_batch([tiny("laissez_faire", "run.quarters=2", "run.firms=300")], [1], Path(folder), workers=1)
    names: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), names)
    assert len(names["totals"]) > 0


@pytest.mark.parametrize("command", sorted(set(re.findall(r"run\.py ([a-z]+)", TEXT))))
def test_every_command_is_there(command):
    assert command in COMMANDS
