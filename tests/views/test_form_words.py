"""A mistake in the form of Compare is told in the words of the form."""

from __future__ import annotations

from problems import Problem, ProblemError
from views.pages.asked import in_words


def test_no_advice_for_the_command_line() -> None:
    expected = "a scenario with a policy (--set policy=NAME gives it one; run.py scenarios lists them), or --baseline"
    told = in_words(ProblemError([Problem(None, None, "scenario", "laissez_faire", expected)]))
    assert told == ("scenario = laissez_faire; expected a scenario with a policy, or one under Compare with.",)
