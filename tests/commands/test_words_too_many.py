"""Words of a command line that nobody can make sense of are told in one line: command, word, what was expected."""

import json

import pytest
from conftest import here

CASES = [
    (["new", "my", "region"], "run.py new: region; expected one NAME and options (a name of several words has _"),
    (["new"], "run.py new: name = missing; expected a name."),
    (["transplant", "korea", "chaebol"], "run.py transplant: korea chaebol; expected options alone"),
    (["calibrate", "chaebol"], "run.py calibrate: chaebol; expected options alone (run.py calibrate --help"),
    (["ui", "--port"], "--port; expected a value behind it."),
    (["ui", "--port", "99999"], "run.py ui: --port = 99999; expected a whole number from 0 to 65535."),
    (["run", "chaebol", "laissez_faire"], "one SCENARIO and options (batch and compare take several; "),
    (["run", "chaebol", "--quiet=3"], "--quiet; expected no value behind it."),
    (["batch", "chaebol", "--workers", "0"], "--workers = 0; expected a whole number, 1 or more."),
    (["attribute", "chaebol", "--side", "polcy"], "--side = polcy; expected one of both, policy, mechanism. Did you"),
    (["run", "chaebol", "--sed", "3"], "run.py run: --sed; expected an option of this command: --seed, "),
    (["transplant", "--cost", "x"], "--cost = x; expected a number."),
    (["check"], "files = missing; expected one or more scenarios (uv run run.py scenarios lists them) or the path"),
    (["runn"], "command = runn; expected one of run, batch, "),
]


@pytest.mark.parametrize(("arguments", "says"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_words_without_sense_are_told_in_one_line(arguments, says, tmp_path):
    found = here(*arguments, cwd=tmp_path)
    assert found.returncode == 2
    assert says in found.stderr
    assert len(found.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (["transplant", "korea", "chaebol"], "--countries=korea --policies=chaebol"),
        (["transplant", "korea", "nowhere"], None),
        (["run", "chaebol", "--sed", "3"], "--seed"),
        (["attribute", "chaebol", "--side", "polcy"], "policy"),
    ],
)
def test_what_was_meant_is_named(arguments, nearest):
    (problem,) = json.loads(here(*arguments, "--json").stdout)["errors"]
    assert problem["nearest"] == nearest
    assert problem["file"] == f"run.py {arguments[0]}"
