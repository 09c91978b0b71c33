"""Two visitors at once, and nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect

from .server import WATCH, Server
from .steps import changes, press, set_lever, small_link, wait_changes, wait_quarter


def test_two_visitors_play_and_never_see_each_other(visit) -> None:
    one, other = visit(small_link(seed=1)), visit(small_link(seed=2))
    for page in (one, other):
        wait_quarter(page, -1)
    set_lever(one, "parameters.migration_rate", 0.02)
    wait_changes(one, 1)
    for page in (one, other):
        press(page, "Play")
    for page in (one, other):
        wait_quarter(page, 8)
    assert changes(other) == []
    expect(other.get_by_text("--seed 2")).to_be_visible()
    one.context.close()
    press(other, "To the end")
    wait_quarter(other, 23)


def test_what_leaves_this_machine_would_be_noticed(tmp_path: Path) -> None:
    heard = Server("", tmp_path, None)  # type: ignore[arg-type]
    code = "import socket\ntry: socket.getaddrinfo('nobody.invalid', 80)\nexcept OSError: pass"
    asked = os.environ | {"PYTHONPATH": str(WATCH), "WATCHED_NAMES": str(tmp_path / "names.txt")}
    subprocess.run([sys.executable, "-c", code], check=True, env=asked)
    assert heard.asked_elsewhere() == ["socket.getaddrinfo nobody.invalid"]
