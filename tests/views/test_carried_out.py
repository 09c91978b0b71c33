"""A report says what of a policy goes astray."""

from conftest import here

from scenarios.load import load_scenario
from views.carried_out import carried_out


def test_nothing_is_said_of_what_goes_as_written() -> None:
    assert carried_out(load_scenario("chaebol").model_dump(mode="json")) == ""
    assert carried_out({"policy": {"envelope": 0.01}}) == ""  # a folder of an older version


def test_what_goes_astray_and_booms_are_told() -> None:
    settings = ["policy.capture=0.3", "policy.retaliation=1", "demand_abroad.energy=3", "demand_abroad.ict=1"]
    text = carried_out(load_scenario("chaebol", settings).model_dump(mode="json"))
    assert text == (
        "The policy isn't carried out as written: large firms at home get 30% of what isn't meant for them; "
        "100% of duties and subsidies are answered by duties abroad. Demand abroad from the first year on: Energy 3 times."
    )


def test_it_stands_in_the_report(tmp_path) -> None:
    small = ["--set=run.firms=200", "--set=run.burn_in=1", "--quarters=4", "--seeds=1-2"]
    ran = here("compare", "chaebol", *small, "--set=policy.capture=0.3", "--out", str(tmp_path / "out"))
    assert ran.returncode == 0, ran.stderr
    assert "large firms at home get 30%" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
