"""The sentence that states a result says so where the policy goes astray."""

import pytest
from test_words import found

from results.compare import compare
from results.runner import run_batch
from results.store import open_results
from scenarios.load import load_scenario
from views.against import going
from views.carried_out import astray
from views.comparing.words import headline
from views.report import write_report
from views.summary import comparison_summary, verdict

SMALL = ("run.firms=200", "run.burn_in=1", "country=plain", "run.quarters=4")
HOW = "30% captured by large firms, 100% answered by duties abroad"
SURE = {"exports_growth": 1.0}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A policy that goes astray, the same as written, and none."""
    folder = tmp_path_factory.mktemp("astray")
    own = load_scenario("chaebol", (*SMALL, "policy.capture=0.3", "policy.retaliation=1"))
    written = load_scenario("chaebol", SMALL).model_copy(update={"name": "written", "title": "Written"})
    base = own.without_policy().model_copy(update={"name": "base"})
    run_batch([own, written, base], (1, 2), folder, workers=1)
    return open_results(folder)


def first_sentence(text):
    return text.split(". ")[0]


def test_every_answer_says_so_in_its_first_sentence(made):
    comparison = compare(made, {"chaebol": "base"})
    assert HOW in first_sentence(headline(comparison, made, "chaebol"))
    assert HOW in first_sentence(comparison_summary(comparison, made).split("\n\n")[1])
    page = write_report(made, comparison, made.folder).read_text(encoding="utf-8")
    assert HOW in first_sentence(page.split('<p class="answer">')[1])


def test_what_goes_as_written_is_told_without(made):
    assert going(compare(made, {"written": "base"}), made, "written") == ""


def test_of_two_policies_the_one_that_goes_astray_is_named(made):
    aside = going(compare(made, {"chaebol": "written"}), made, "chaebol")
    assert aside == f"{made.scenarios['chaebol']['title']} going astray ({HOW})"


def test_it_reads_as_a_sentence_whether_anything_is_sure_or_not():
    aside = "going astray (30% captured by large firms)"
    assert verdict(found(**SURE), 0.9, aside=aside).startswith(
        f"With 90% confidence the policy, {aside}, raises export"
    )
    assert f"is sure at 90% confidence, the policy {aside}." in verdict(found(), 0.9, aside=aside)
    assert verdict(found(**SURE), 0.9, "A, against B,", f"both {aside}").startswith(
        f"With 90% confidence A, against B, both {aside}, raises"
    )


def test_changes_in_the_middle_of_a_run_count():
    scenario = {
        "policy": {"instruments": [1], "race": 0.5},
        "changes": [{"path": "policy.capture", "value": 0.2}, {"path": "policy.race", "value": 0.5}],
    }
    assert astray(scenario) == "up to 20% captured by large firms, 50% of neighbours' offers matched"


def test_no_policy_goes_astray_without_instruments():
    assert astray({"policy": {"instruments": [], "capture": 0.3}}) == ""
