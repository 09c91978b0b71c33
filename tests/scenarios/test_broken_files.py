"""Any change of a shipped file, and any setting, is taken or told, never a traceback."""

from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from problems import ProblemError
from scenarios import load
from scenarios.load import HERE, check_file, load_scenario, names_of

SHIPPED = [
    *(HERE / f"{name}.toml" for name in names_of("scenarios")),
    *(HERE / "countries" / f"{name}.toml" for name in ("plain", "korea")),
    *(HERE / "policies" / f"{name}.toml" for name in ("chaebol", "free_economic_zones")),
]
TOKENS = [
    "",
    "0",
    "-1",
    "1e9",
    "true",
    '"x"',
    "[]",
    "{}",
    "nan",
    "1979-01-01",
    "[1, 2]",
    "[[]]",
    '"""',
    "'",
    "]",
    "= =",
]


@st.composite
def broken_files(draw):
    """A shipped file with a few lines dropped, doubled, cut short, or with another value or character."""
    path = draw(st.sampled_from(SHIPPED))
    lines = path.read_text(encoding="utf-8").splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        key, equals, _value = lines[at].partition("=")
        how = draw(st.sampled_from(["drop", "double", "cut", "value", "key", "character"]))
        character = draw(st.characters(codec="utf-8", exclude_characters="\n\r"))
        place = draw(st.integers(0, len(lines[at])))
        lines[at : at + 1] = {
            "drop": [],
            "double": [lines[at], lines[at]],
            "cut": [lines[at][:place]],
            "value": [f"{key}{equals} {draw(st.sampled_from(TOKENS))}"],
            "key": [f"{character}{lines[at]}"],
            "character": [lines[at][:place] + character + lines[at][place + 1 :]],
        }[how]
        if not lines:
            lines = [""]
    return path, "\n".join(lines)


@given(broken_files())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_of_a_shipped_file_is_good_or_told(tmp_path, broken):
    path, text = broken
    mine = tmp_path / "mine.toml"
    mine.write_text(text, encoding="utf-8")
    kind = path.parent.name

    def named(folder, name):
        return mine if folder == kind else real(folder, name)

    real = load._part
    with mock.patch.object(load, "_part", named):
        problems = check_file(str(mine) if kind == "scenarios" else "chaebol")
    for problem in problems:
        assert problem.file
        assert problem.text().strip()
        assert problem.expected


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_setting_is_taken_or_told(text):
    try:
        load_scenario("laissez_faire", [text])
    except ProblemError as error:
        told = str(error)
    else:
        told = "taken"
    assert told
