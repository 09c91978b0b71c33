"""The table of mutations keeps up with the code: each line is there, once, and so are the tests named with it."""

import re
from pathlib import Path

import pytest

from benchmarks.mutations import mutations, red

ROOT = Path(__file__).parent.parent
ALL = mutations()


def test_there_are_enough_and_none_twice():
    assert len(ALL) >= 20
    assert len({(m.file, m.line, m.becomes) for m in ALL}) == len(ALL)
    assert {m.file.split("/")[0] for m in ALL} >= {"model", "policies", "results"}


@pytest.mark.parametrize("mutation", ALL, ids=lambda m: m.why[:50])
def test_a_line_to_be_broken_is_there_once(mutation):
    assert mutation.occurrences() == 1
    assert mutation.becomes != mutation.line
    changed = (ROOT / mutation.file).read_text().replace(mutation.line, mutation.becomes)
    compile(changed, mutation.file, "exec")


@pytest.mark.parametrize("test", sorted({test for m in ALL for test in m.tests}))
def test_a_test_that_must_turn_red_exists(test):
    file, name = test.split("::")
    assert re.search(rf"^def {re.escape(name.partition('[')[0])}\(", (ROOT / file).read_text(), re.MULTILINE)


def test_a_green_test_is_told_from_none_that_ran():
    """The way they are run, one at a time and without xdist, gives a verdict."""
    assert not red("tests/test_mutations.py::test_there_are_enough_and_none_twice", ROOT)
