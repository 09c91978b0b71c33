"""A country or a policy given where a scenario is wanted is told as what it is."""

import pytest
from conftest import here

from scenarios.load import HERE
from views.cards import own_file


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (str(HERE / "countries" / "korea.toml"), 'the file of a country; expected a scenario that runs it: a file with '
         'country = "korea"'),
        (str(HERE / "policies" / "chaebol.toml"), "the file of a policy; expected a scenario that runs it: any one "
         "with --set policy=chaebol"),
        ("korea", "korea is a country, which any can run: laissez_faire --set country=korea"),
        ("none", "none is a policy, which any can have"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["run", "scenarios"])
def test_a_part_of_a_scenario_is_told_in_one_sentence(command, given, says):
    found = here(command, given)
    assert found.returncode == 2
    assert says in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_a_file_without_its_ending_is_found(tmp_path):
    (tmp_path / "peru.toml").write_text('country = "plain"')
    assert here("run", "peru", cwd=tmp_path).stderr.endswith("Did you mean peru.toml?\n")


def test_check_takes_a_country_and_a_policy():
    assert (
        here("check", str(HERE / "countries" / "korea.toml"), str(HERE / "policies" / "chaebol.toml")).returncode == 0
    )


@pytest.mark.parametrize("part", ["countries/korea", "policies/chaebol"])
def test_the_browser_says_the_same(part):
    file = own_file(f"{part.split('/')[1]}.toml", (HERE / f"{part}.toml").read_bytes())
    (mistake,) = file.mistakes
    assert "a scenario that runs it" in mistake.text


def test_a_scenario_file_stays_one():
    assert own_file("mine.toml", b'title = "M"\ncountry = "plain"\npolicy = "none"\n').mistakes == ()
