"""The time that is left is judged by quarters, not by what went before the first."""

import re

from commands import progress
from commands.progress import Progress


def test_reading_libraries_in_is_no_part_of_the_time_left(monkeypatch, capsys):
    clock = iter((0.0, 100.0, 106.0, 106.0, 106.0))  # made; begun at quarter 1; shown at quarter 4
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    shown = Progress("Peru", quiet=False)
    shown.begin(1)
    shown.show(4, 10)
    (left,) = re.findall(r"4 of 10, about (\d+) s left", capsys.readouterr().err)
    assert int(left) == 12  # 2 s a quarter, 6 left
