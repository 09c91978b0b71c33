from __future__ import annotations

import contextlib
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from commands.group import main
from scenarios.load import load_scenario
from scenarios.schema import Scenario

# hundreds of processes are started: each would compile every library anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
settings.register_profile("patient", deadline=None)  # a busy machine is slow, not broken
settings.load_profile("patient")
ROOT = Path(__file__).parent.parent
SMALL = ("run.quarters=12", "run.burn_in=4", "run.firms=800")


@pytest.fixture(scope="session")
def small() -> Scenario:
    return load_scenario("laissez_faire", SMALL)


# a scenario file of 300 firms and two years
SMALL_FILE = """title = "Small"
country = "plain"
policy = "none"
[run]
quarters = 8
burn_in = 2
firms = 300
"""


def tiny(name: str, *settings: str) -> Scenario:
    return load_scenario(name, (*SMALL, *settings))


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def here(*arguments: str, cwd: Path = ROOT) -> Ran:
    """A command line run in this process, which has the libraries read in already."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.hookimpl(optionalhook=True)  # the mutations' tests run without xdist
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: stories in a browser leave theirs idle half of the time."""
    return 1 + (os.process_cpu_count() or 1)
