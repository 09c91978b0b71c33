"""What was given where a scenario is wanted: a country or a policy is told as such, not by ten unknown keys."""

from __future__ import annotations

from pathlib import Path

from problems import Problem

PARTS = {"a country": ("map", "nation"), "a policy": ("instruments", "envelope")}  # keys that only the part has
NEEDS = {
    "a country": 'a scenario that runs it: a file with country = "{name}" and policy = "none"',
    "a policy": 'a scenario that runs it: any one with --set policy={name}, or a file with policy = "{name}"',
}


def not_a_scenario(given: str) -> Problem | None:
    """Tell what was given instead of a scenario; None if it is one, or nothing that is known."""
    path = Path(given)
    return _file(path) if path.suffix == ".toml" else _name(given)


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


def _file(path: Path) -> Problem | None:
    try:
        return told_as_part(str(path), path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None


def _name(given: str) -> Problem | None:
    from scenarios.names import names_of

    if given in names_of("scenarios"):
        return None
    file = f"{given}.toml"
    if Path(file).exists():
        return Problem(None, None, "scenario", given, "the name of a shipped scenario, or a file with .toml", file)
    if given in names_of("countries"):
        expected = f"a scenario: {given} is a country, which any can run: laissez_faire --set country={given}"
        return Problem(None, None, "scenario", given, expected)
    if given in names_of("policies"):
        expected = f"a scenario: {given} is a policy, which any can have: laissez_faire --set policy={given}"
        return Problem(None, None, "scenario", given, expected)
    return None
