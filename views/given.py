"""What was given where a scenario is wanted: a country, a policy or results are told as such, not by unknown keys."""

from __future__ import annotations

from pathlib import Path

from problems import Problem, nearest

PARTS = {"a country": ("map", "nation"), "a policy": ("instruments", "envelope")}  # keys that only the part has
NEEDS = {
    "a country": 'a scenario that runs it: a file with country = "{name}" and policy = "none"',
    "a policy": 'a scenario that runs it: any one with --set policy={name}, or a file with policy = "{name}"',
}
KINDS = {"countries": ("a country", "country", "run"), "policies": ("a policy", "policy", "have")}
OF_SCENARIOS = (
    "title", "summary", "watch", "country", "policy", "envelope", "run", "parameters", "demand_abroad", "instruments",
    "changes",
)  # fmt: skip
STARTS = {
    b"{": "a file in JSON", b"<": "a page or a picture", b"PAR1": "a table in Parquet", b"\x89PNG": "a picture",
    b"%PDF": "a PDF",
}  # fmt: skip
"""First bytes of what no TOML file begins with."""

SCENARIO = "a scenario: the name of a shipped one or a .toml file"
ANY = "a .toml file of a scenario, a country or a policy, or the name of a shipped scenario"
MOST_READ = 1_000_000  # bytes, as of a scenario


def not_a_scenario(given: str, *, parts: bool = False) -> Problem | None:
    """Tell what was given instead of a scenario; None if it is one, or nothing that is known.

    Parameters
    ----------
    parts : whether the file of a country or a policy will do.
    """
    if not given or given in _shipped("scenarios"):
        return None
    path, wanted = Path(given), ANY if parts else SCENARIO
    try:
        if path.is_dir():
            return _folder(given, path, wanted)
        if path.is_file() and (problem := _no_toml(given, path, wanted)):
            return problem
        missing = path.suffix == ".toml" and not path.exists()
    except (OSError, ValueError):
        return None
    if missing:
        return _missing(given, path, parts=parts)
    return _file(path, parts=parts) if path.suffix == ".toml" else _name(given, parts=parts)


def _folder(given: str, path: Path, wanted: str) -> Problem:
    """A folder, and the scenario that may have been meant: of these results, or the only one that lies there."""
    if (path / "manifest.json").is_file() and (path / "runs").is_dir():
        expected = f"{wanted} (run, batch and compare go on in this folder with --out {given})"
        return Problem(given, None, None, "a folder of results", expected, _scenario_of(path / "manifest.json"))
    files = sorted(str(file) for file in path.glob("*.toml"))
    return Problem(given, None, None, "a directory", wanted, files[0] if len(files) == 1 else None)


def _no_toml(given: str, path: Path, wanted: str) -> Problem | None:
    """A file that begins as no TOML file does: results, mostly."""
    with path.open("rb") as file:
        start = file.read(8)
    what = next((what for begins, what in STARTS.items() if start.startswith(begins)), None)
    if what is None:
        return None
    close = _scenario_of(path) if start.startswith(b"{") else None
    return Problem(given, None, None, what, wanted, close)


def _scenario_of(path: Path) -> str | None:
    """A shipped scenario that a file of results is about: the first with a policy, if it has several."""
    import json

    try:
        about = json.loads(path.read_bytes()) if path.stat().st_size <= MOST_READ else None
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(about, dict):
        return None
    named = about.get("scenario", about.get("scenarios"))
    names = [named] if isinstance(named, str) else list(named) if isinstance(named, dict) else []
    known = [name for name in names if name in _shipped("scenarios")]
    return min(known, key=lambda name: name == "laissez_faire", default=None)


def _missing(given: str, path: Path, *, parts: bool) -> Problem:
    """A file that isn't there, and one that is: beside it, or shipped."""
    kind = next((kind for kind in ("scenarios", "countries", "policies") if path.stem in _shipped(kind)), None)
    if kind and (parts or kind == "scenarios"):
        return Problem(given, None, None, "no such file", "a TOML file", _as_given(kind, path.stem))
    if kind:
        return Problem(given, None, None, "no such file", _runs(kind, path.stem))
    close = _beside(path) or (None if parts else nearest(path.stem, _shipped("scenarios")))
    return Problem(given, None, None, "no such file", "a TOML file", close)


def _beside(path: Path) -> str | None:
    """The scenario file in the same folder whose name resembles most."""
    files = {file.stem: str(file) for file in path.parent.glob("*.toml")}
    close = nearest(path.stem, files)
    return files[close] if close else None


def _as_given(kind: str, name: str) -> str:
    """How what is shipped is named on the command line: a scenario by its name, a part by its file."""
    from scenarios.names import HERE

    if kind == "scenarios":
        return name
    file = HERE / kind / f"{name}.toml"
    return str(file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file)


def _shipped(kind: str) -> tuple[str, ...]:
    from scenarios.names import names_of

    return names_of(kind)


def part_of(text: str) -> str | None:
    """Whether a file's text is that of a country or a policy; None for a scenario and for what is no TOML."""
    import tomllib

    try:
        keys = set(tomllib.loads(text))
    except ValueError:
        return None
    if keys & {"country", "policy"}:
        return None
    return next((what for what, own in PARTS.items() if keys & set(own)), None)


def told_as_part(shown: str, text: str) -> Problem | None:
    """Tell that a file is that of a country or a policy; None if it isn't."""
    what = part_of(text)
    if what is None:
        return None
    return Problem(shown, None, None, f"the file of {what}", NEEDS[what].format(name=Path(shown).stem))


def _file(path: Path, *, parts: bool) -> Problem | None:
    try:
        text = path.read_text(encoding="utf-8-sig") if path.stat().st_size <= MOST_READ else ""
    except (OSError, ValueError):
        return None
    return _other(str(path), text) if parts else told_as_part(str(path), text) or _other(str(path), text)


def _other(shown: str, text: str) -> Problem | None:
    """A TOML file of tables none of which a scenario has: of parameters, sectors, another program."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError):
        return None
    own = {*OF_SCENARIOS, *(key for keys in PARTS.values() for key in keys)}
    if not data or set(data) & own or not all(isinstance(value, dict) for value in data.values()):
        return None
    keys = ", ".join(list(data)[:3])
    return Problem(shown, None, None, f"a file of something else ({keys})", "a scenario: title, country, policy")


def _name(given: str, *, parts: bool) -> Problem | None:
    file = f"{given}.toml"
    if Path(file).exists():
        return Problem(None, None, "scenario", given, "the name of a shipped scenario, or a file with .toml", file)
    kind = next((kind for kind in ("countries", "policies") if given in _shipped(kind)), None)
    if kind is None:
        close = _beside(Path(given)) if Path(given).suffix else None
        return Problem(None, None, "scenario", given, ANY if parts else SCENARIO, close) if close else None
    if parts:
        return Problem(None, None, "file", given, f"the file of {KINDS[kind][0]}", _as_given(kind, given))
    return Problem(None, None, "scenario", given, _runs(kind, given))


def _runs(kind: str, name: str) -> str:
    """How a country or a policy that is shipped is run."""
    what, key, can = KINDS[kind]
    return f"a scenario: {name} is {what}, which any can {can}: laissez_faire --set {key}={name}"
