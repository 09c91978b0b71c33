"""How cost grows with firms and cells, memory a firm, overhead of batches, start of the command line."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHORT = ["run.firms=1000", "run.burn_in=0", "run.quarters=12"]


def quarter(firms: int, country: str = "plain", side: int = 1, quarters: int = 8) -> tuple[float, float, float, int]:
    """Seconds a quarter, megabytes held, megabytes at the peak, cells; in a process of its own.

    Held is what stays once the C library has given back what was freed; the peak has that in it as well.
    """
    script = (
        "import ctypes, resource, time, psutil\n"
        "from benchmarks.speed import enlarged\n"
        "from scenarios.load import load_scenario\n"
        "from model.economy import RegionalEconomy\n"
        f"s = enlarged(load_scenario('laissez_faire', ['country={country}', 'run.firms={firms}', 'run.burn_in=0', 'run.quarters=400']), {side})\n"
        "e = RegionalEconomy(s, 1); e.step()\n"
        "t = time.perf_counter()\n"
        f"[e.step() for _ in range({quarters})]\n"
        f"t = (time.perf_counter() - t) / {quarters}\n"
        "ctypes.CDLL(None).malloc_trim(0)\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3\n"
        "print(t, psutil.Process().memory_info().rss / 1e6, peak, e.state.space.size)\n"
    )
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, held, peak, cells = found.stdout.split()
    return float(seconds), float(held), float(peak), int(cells)


def enlarged(scenario, side: int):  # type: ignore[no-untyped-def]
    """Each cell of the map becomes side x side cells."""
    if side == 1:
        return scenario
    country = scenario.country
    rows = country.map.strip("\n").split("\n")
    text = "\n".join("".join(c * side for c in row) for row in rows for _ in range(side))
    ports = tuple(p.model_copy(update={"cell": (p.cell[0] * side, p.cell[1] * side)}) for p in country.ports)
    larger = country.model_copy(update={"map": text, "ports": ports})
    for cached in ("grid", "port_cells"):
        larger.__dict__.pop(cached, None)
    return scenario.model_copy(update={"country": larger})


def whole_run() -> None:
    """One run of 160 quarters as shipped, its burn-in and start told apart, and where its time goes."""
    import numpy as np

    from model.economy import QUARTER, RegionalEconomy
    from model.simulate import warm_up
    from scenarios.load import load_scenario

    scenario = load_scenario("laissez_faire", ["run.firms=10000", "run.quarters=160"])
    warm_up(scenario)
    begun = time.process_time()
    economy = RegionalEconomy(scenario, 1)
    built = time.process_time()
    while economy.quarter < 0:
        economy.step()
    settled = time.process_time()
    economy.run()
    economy.tables()
    ended, bare = time.process_time(), additions()
    print(f"one run, 10,000 firms, {economy.state.space.size} cells, 160 quarters: {ended - settled:.2f} s of core time, "
          f"as long as {(ended - settled) / bare * 10:.0f} million additions in bare Python ({bare:.2f} s for ten)")  # fmt: skip
    print(
        f"  before them: start {built - begun:.2f} s, burn-in of {scenario.run.burn_in} quarters {settled - built:.2f} s"
    )
    print(f"  firms at the end: {len(economy.firms):,}")
    economy = RegionalEconomy(scenario, 1)
    spent: dict[str, float] = {}
    for _ in range(40):
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            for name, stage in QUARTER:
                begun = time.perf_counter()
                stage(economy.state)
                spent[name] = spent.get(name, 0.0) + time.perf_counter() - begun
        economy.state.quarter += 1
    total = sum(spent.values())
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1])[:6]:
        print(f"  {name}: {seconds / total:.0%}")


def additions(millions: int = 10) -> float:
    """Core seconds of a loop that adds, by which machines are told apart."""
    begun, n = time.process_time(), 0
    while n < millions * 1_000_000:
        n += 1
    return time.process_time() - begun


def by_firms() -> None:
    """Cost and memory against firms."""
    base, *least, _ = quarter(10_000)
    for firms in (100_000, 1_000_000):
        seconds, *memory, _ = quarter(firms, quarters=4)
        held, peak = ((m - m0) / (firms - 10_000) * 1e3 for m, m0 in zip(memory, least, strict=True))
        print(
            f"{firms:,} firms: a quarter costs {seconds / base:.1f} times that of 10,000 ({firms / 10_000:.0f} would be linear), "
            f"{held:.2f} GB a million firms are held, {peak:.2f} at the peak"
        )


def by_cells() -> None:
    """Cost against cells."""
    base, _, _, cells = quarter(10_000)
    seconds, _, _, more = quarter(10_000, side=4, quarters=4)
    print(
        f"{more:,} cells against {cells}: {seconds / base:.1f} times the cost ({(more / cells) ** 2:.0f} would be the square)"
    )


def batches(runs: int = 200) -> None:
    """Overhead of a run in a batch, and how busy the workers are.

    Overhead is core time, so that others on the machine don't count, beyond that of the same runs in as many bare
    processes at once, which share caches and cores as workers do. Busy is the share of moments, from the first run to
    the last, in which a worker has something to compute, whether or not it gets a core.
    """
    from results.runner import run_batch
    from scenarios.load import load_scenario

    scenario = load_scenario("laissez_faire", SHORT)
    alone = bare_runs(2)
    with tempfile.TemporaryDirectory() as folder:
        begun = core_time()
        run_batch([scenario], range(1, 3), Path(folder) / "start", workers=2)
        start = core_time() - begun - 2 * alone
        watch = Watch()
        begun, wall = core_time(), time.perf_counter()
        run_batch(
            [scenario],
            range(1, runs + 1),
            Path(folder) / "r",
            workers=2,
            on_progress=lambda done, *_: watch.at(done, runs),
        )
        spent, wall = core_time() - begun, time.perf_counter() - wall
    print(
        f"batch of {runs} runs of {alone * 1000:.0f} ms of core time on two workers: {wall:.1f} s, of core time "
        f"{start:.1f} s to start and {1000 * ((spent - start) / runs - alone):.0f} ms overhead a run; "
        f"workers busy {watch.busy:.0%}"
    )


def bare_runs(processes: int, runs: int = 40) -> float:
    """Core seconds of a short run without a batch, in so many processes at once, warm."""
    script = (
        "import time\n"
        "from model.simulate import simulate\n"
        "from scenarios.load import load_scenario\n"
        f"scenario = load_scenario('laissez_faire', {SHORT})\n"
        "simulate(scenario, 1)\n"
        "begun = time.process_time()\n"
        f"[simulate(scenario, seed) for seed in range(1, {runs + 1})]\n"
        f"print((time.process_time() - begun) / {runs})\n"
    )
    command = [sys.executable, "-c", script]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return sum(float(process.communicate()[0]) for process in started) / processes


def core_time() -> float:
    """Seconds of core time of this process and of its children that have ended."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in found)


class Watch:
    """Looks now and then whether the workers have something to compute."""

    def __init__(self) -> None:
        self._looks: list[bool] = []
        self._over = threading.Event()

    @property
    def busy(self) -> float:
        return sum(self._looks) / max(len(self._looks), 1)

    def at(self, done: int, runs: int) -> None:
        """Begin when each worker has finished a run, end when each may be idle."""
        if done == 4:
            threading.Thread(target=self._look, daemon=True).start()
        if done == runs - 4:
            self._over.set()

    def _look(self) -> None:
        import psutil

        below = psutil.Process().children(recursive=True)
        workers = [p.pid for p in below if "spawn_main" in " ".join(p.cmdline())]
        while not self._over.wait(0.02):
            self._looks += [computes(pid) for pid in workers]


def computes(pid: int) -> bool:
    """Whether any thread of a process runs, or would if it had a core (Linux)."""
    states = [path.read_text().rpartition(")")[2].split()[0] for path in Path(f"/proc/{pid}/task").glob("*/stat")]
    return "R" in states


def start() -> None:
    """Command line against an empty interpreter."""

    def seconds(*arguments: str) -> float:
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
            times.append(time.perf_counter() - begun)
        return min(times)

    empty, help_ = seconds("-c", "pass"), seconds("run.py", "--help")
    print(f"run.py --help: {help_:.2f} s, {help_ / empty:.1f} times an empty interpreter")


if __name__ == "__main__":
    parts = (start, whole_run, by_firms, by_cells, batches)
    wanted = sys.argv[1:] or [part.__name__ for part in parts]
    for part in parts:
        if part.__name__ in wanted:
            part()
