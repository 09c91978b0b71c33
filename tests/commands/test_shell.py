"""What a shell does with it: completes names, stops it, runs it where nothing can be written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SHORT = ["--quarters", "4", "--set", "run.burn_in=2", "--set", "run.firms=300"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ba", "batch"),
        ("run cha", "chaebol"),
        ("compare chaebol --baseline lai", "laissez_faire"),
        ("batch --clu", "--cluster"),
    ],
)
def test_names_complete_in_bash(words, expected, tmp_path):
    program = tmp_path / "run.py"  # what the shebang does, without asking uv
    program.write_text(f'#!/bin/sh\nexec {sys.executable} {ROOT / "run.py"} "$@"\n')
    program.chmod(0o755)
    script = f"""
        eval "$(_RUN_PY_COMPLETE=bash_source {program})"
        complete -p run.py >/dev/null || exit 1
        COMP_WORDS=(./run.py {words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
        $(complete -p run.py | sed 's/.*-F \\([^ ]*\\) .*/\\1/') ./run.py
        echo "${{COMPREPLY[@]}}"
    """
    found = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert found.stdout.split() == [expected], found.stderr


def test_run_py_can_be_executed():
    assert os.access(ROOT / "run.py", os.X_OK)


def heeds_ctrl_c() -> None:
    """As in a terminal, even where these tests were started in the background of a shell, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_says_how_to_go_on(workers, tmp_path):
    command = [
        "batch",
        "laissez_faire",
        *SHORT,
        "--seeds",
        "12",
        "--workers",
        workers,
        "--json",
        "--out",
        str(tmp_path / "r"),
    ]
    begun = subprocess.Popen(
        [sys.executable, "run.py", *command], cwd=ROOT, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=heeds_ctrl_c,
    )  # fmt: skip
    while not list((tmp_path / "r" / "runs").glob("*.json")):
        time.sleep(0.02)
        assert begun.poll() is None
    os.killpg(begun.pid, signal.SIGINT)  # as a terminal does: the whole foreground
    out, told = begun.communicate(timeout=120)
    assert (begun.returncode, out) == (130, "")
    assert "To go on: uv run run.py batch laissez_faire" in told
    assert "Traceback" not in told
    kept = len(list((tmp_path / "r" / "runs").glob("*.json")))
    assert 0 < kept < 12  # that it goes on from there: tests/results/test_batches.py


def gone(group: int) -> bool:
    """Whether no process of a group is left, given a few seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_a_queue_whose_time_is_up_stops_it_like_ctrl_c(tmp_path):
    command = ["batch", "laissez_faire", *SHORT, "--seeds", "12", "--workers", "2", "--out", str(tmp_path / "r")]
    begun = subprocess.Popen(
        [sys.executable, "run.py", *command], cwd=ROOT, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not list((tmp_path / "r" / "runs").glob("*.json")):
        time.sleep(0.02)
        assert begun.poll() is None
    begun.terminate()
    _, told = begun.communicate(timeout=120)
    assert begun.returncode == 143
    assert "To go on: uv run run.py batch laissez_faire" in told
    assert "Traceback" not in told
    assert "leaked" not in told
    assert gone(begun.pid)


def unprivileged() -> list[str]:
    """Root reads everything unless it gives that up."""
    powers = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"] if os.geteuid() == 0 else []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "locked.toml"], "cannot be read"),
        (["run", "laissez_faire", *SHORT, "--out", "closed"], "not readable"),
        (["run", "laissez_faire", *SHORT, "--out", "closed/x"], "Permission denied"),
        (["run", "laissez_faire", *SHORT, "--out", "fixed/x"], "Permission denied"),
        (["new", "fixed/mine"], "Permission denied"),
    ],
)
def test_places_that_are_closed_to_the_user(arguments, says, tmp_path):
    (tmp_path / "locked.toml").write_text('title = "x"')
    (tmp_path / "locked.toml").chmod(0)
    for name, mode in (("closed", 0), ("fixed", 0o555)):
        (tmp_path / name).mkdir(mode=mode)
    found = subprocess.run(
        [*unprivileged(), sys.executable, str(ROOT / "run.py"), *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert found.returncode == 2
    assert says in found.stderr
    assert "Traceback" not in found.stderr


def limited(bytes_: int) -> None:
    """No file of this process may grow beyond."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))


@pytest.mark.slow
@pytest.mark.parametrize("room", [2_000, 60_000])  # too little for the manifest, too little for figures
def test_a_full_disk_says_so_and_nothing_is_lost(room, tmp_path):
    command = [
        sys.executable,
        "run.py",
        "compare",
        "chaebol",
        *SHORT,
        "--seeds",
        "1",
        "--workers",
        "1",
        "--out",
        str(tmp_path / "r"),
    ]
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # half of a compiled module would stay behind
    full = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, preexec_fn=lambda: limited(room))
    assert full.returncode == 2
    assert "free space" in full.stderr
    assert "Traceback" not in full.stderr
    assert not list(tmp_path.rglob("*.part"))
    if room < 10_000:
        return  # going on is the same from either
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "r" / "report.html").exists()


@pytest.mark.parametrize("words", [["check", "chaebol"], ["check", "chaebol", "--json"], ["run", "nothing", "--json"]])
def test_a_full_disk_behind_the_output_is_told_without_a_traceback(words):
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [sys.executable, "run.py", *words], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert found.returncode == 2
    assert "expected" in found.stderr
    assert "Traceback" not in found.stderr
    assert "Exception ignored" not in found.stderr


def test_a_terminal_that_lacks_a_sign_gets_another():
    env = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    found = subprocess.run(
        [sys.executable, "run.py", "scenarios", "us_clusters"], cwd=ROOT, env=env, capture_output=True
    )
    assert found.returncode == 0, found.stderr
    assert found.stdout.decode("latin-1")
    script = "from commands.group import main; main(['--version']); print('a \u2212 b')"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True)
    assert found.stdout.endswith(b"a ? b\n"), found.stderr
