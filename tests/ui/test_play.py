"""An analyst plays Korea, raises a budget, and replays what came out."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

from .server import ROOT
from .steps import SMALL, download, link_to, press, set_lever, wait_marks, wait_quarter

KOREA = (
    SMALL.replace("plain", "korea")
    .replace("smart_specialisation", "chaebol")
    .replace("Small island", "Small Korea")
    .replace("quarters = 24", "quarters = 120")  # still playing when it is told to pause
)
BUDGET = "policy.instruments.policy_loans.budget"


def test_a_played_session_replays_to_the_same_bytes(visit, tmp_path: Path) -> None:
    page = visit(link_to("small_korea", KOREA))
    wait_quarter(page, -1)
    press(page, "Play")
    wait_quarter(page, 3)
    set_lever(page, BUDGET, 0.02)
    wait_marks(page, 1)
    page.get_by_role("listitem").filter(has_text="policy loans: budget").wait_for()
    press(page, "Pause")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    press(page, "To the end")
    wait_quarter(page, 119)
    page.get_by_role("button", name="Play", exact=True).wait_for()
    file, tables = download(page, "Save as scenario file"), download(page, "Tables (Parquet)")

    assert b"policy_loans.budget" in file
    played = replayed(tmp_path, "small_korea_session.toml", file)
    shown = zipfile.ZipFile(io.BytesIO(tables))
    assert len(shown.namelist()) == 6
    for name in shown.namelist():
        assert shown.read(name) == (played / name).read_bytes(), name


def test_a_card_of_the_gallery_opens_its_economy(visit) -> None:
    page = visit()
    page.get_by_role("article", name="Korea's chaebol drive").get_by_role("link").click()
    wait_quarter(page, -40)
    page.get_by_role("heading", name="Korea's chaebol drive").wait_for()
    assert page.locator("input[data-path='" + BUDGET + "']").count() == 1


def replayed(folder: Path, name: str, file: bytes) -> Path:
    """The folder of results that the command line makes of a saved session."""
    (folder / name).write_bytes(file)
    order = [sys.executable, ROOT / "run.py", "run", name, "--seed", "1", "--out", "replayed", "--quiet"]
    subprocess.run(order, cwd=folder, check=True, capture_output=True)
    return folder / "replayed"
