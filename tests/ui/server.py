"""A server of the laboratory in a process of its own, with its results in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WATCH = Path(__file__).parent / "watch"
HERE = ("127.0.0.1", "localhost", "::1")


@dataclass
class Server:
    """A running server.

    Attributes
    ----------
    address : with a slash at the end. folder : where it keeps results. told : lines it wrote.
    """

    address: str
    folder: Path
    process: subprocess.Popen[str]
    told: list[str] = field(default_factory=list)

    def asked_elsewhere(self) -> list[str]:
        """Name look-ups and connections of the server and its processes that leave this machine."""
        file = self.folder / "names.txt"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [line for line in lines if line.split(" ", 1)[1] not in (*HERE, "None", "")]


@contextlib.contextmanager
def served(folder: Path, *files: str, **environment: str) -> Iterator[Server]:
    """Start `run.py ui` with these scenario files on a free port and stop it in the end."""
    asked = os.environ | {
        "PYTHONPATH": str(WATCH), "WATCHED_NAMES": str(folder / "names.txt"), "PYTHONUNBUFFERED": "1",
        "MARSHALL_RESULTS": str(folder / "results"),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "run.py", "ui", "--port", "0", "--no-browser", *files], cwd=ROOT, env=asked | environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    told: list[str] = []
    up = threading.Event()
    listener = threading.Thread(target=_listen, args=(process, told, up), daemon=True)
    listener.start()
    try:
        up.wait(600)
        found = re.search(r"http://\S+", "".join(told))
        if found is None:
            raise RuntimeError(f"the server didn't start:\n{''.join(told)}")
        yield Server(found.group(), folder, process, told)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        listener.join(30)  # it closes what it reads


def _listen(process: subprocess.Popen[str], told: list[str], up: threading.Event) -> None:
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            told.append(line)
            if "http://" in line:
                up.set()
    up.set()  # it ended
