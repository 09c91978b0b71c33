"""The ODD protocol keeps up with the code: its stages, parameters and channels are all named there."""

import re
from pathlib import Path

import pytest

from model.economy import QUARTER
from policies.channels import CHANNELS
from scenarios.load import catalogue

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")


def test_its_stages_are_those_of_a_quarter():
    part = " ".join(TEXT.split("## 3.")[1].split("## 4.")[0].split())
    for number, (name, _) in enumerate(QUARTER, start=1):
        assert f"{number}. {name}" in part


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_parameter_is_named(name):
    assert re.search(rf"\b{name}\b", TEXT)


def test_channels_are_listed_in_their_order():
    part = TEXT.split("into nothing else:")[1].split(".")[0]
    assert re.findall(r"`(\w+)`", part) == list(CHANNELS)


@pytest.mark.parametrize("path", sorted((ROOT / "model").glob("*.py")), ids=lambda p: p.stem)
def test_a_stage_says_its_own_number(path):
    """A module that calls itself stage n is the n-th of the quarter."""
    told = re.match(r'"""Stages? (\d+)(?: and (\d+))?', path.read_text(encoding="utf-8"))
    numbers = {n for n, (_, stage) in enumerate(QUARTER, start=1) if stage.__module__ == f"model.{path.stem}"}
    if told:
        assert {int(n) for n in told.groups() if n} == numbers
