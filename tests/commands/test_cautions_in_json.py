"""Programs that read a comparison are warned as its readers are."""

import json

from conftest import here

SMALL = ("--set", "run.firms=200", "--set", "run.burn_in=1", "--quarters", "4", "--workers", "1")
KEYS = {"baseline", "seeds", "scenarios", "unchanged", "folder"}


def both(folder, *more):
    asked = ("compare", "chaebol", *SMALL, *more, "--out", str(folder), "--no-report")
    return json.loads(here(*asked, "--json").stdout), here(*asked).stdout


def test_one_seed_is_a_caution(tmp_path):
    value, text = both(tmp_path / "r", "--seeds", "1")
    assert set(value) == KEYS | {"cautions"}
    (told,) = value["cautions"]["chaebol"]
    assert told.startswith("One seed can't tell chance from effect")
    assert told in text


def test_what_is_open_and_what_goes_astray_are_cautions(tmp_path):
    value, text = both(tmp_path / "r", "--seeds", "2", "--set", "policy.capture=0.3")
    told = value["cautions"]["chaebol"]
    assert told[0] == "Figures are of the policy going astray (30% captured by large firms)."
    assert "going astray (30% captured by large firms)" in text
    assert told[1:]
    assert all(line in text for line in told[1:])
