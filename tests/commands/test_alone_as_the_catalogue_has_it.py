"""What is set of a policy is refused where each instrument is alone: it would be lost without a word."""

import pytest
from conftest import here


@pytest.mark.parametrize("setting", ["policy.capture=0.3", " policy.envelope=0.02"])
def test_a_setting_of_the_policy_is_refused(setting, tmp_path):
    found = here("transplant", "--alone", "--set", setting, "--out", str(tmp_path / "r"), cwd=tmp_path)
    assert found.returncode == 2
    assert "--set: policy." in found.stderr
    assert "an instrument alone is as the catalogue has it" in found.stderr
    assert not list(tmp_path.iterdir())
