"""Every mistake is told with its file, line, key, what was expected and the nearest name."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from problems import ProblemError
from scenarios import load
from scenarios.consistency import budgets
from scenarios.load import check_file, load_scenario, names_of
from scenarios.template import new_scenario_text
from scenarios.transplant import transplanted

GOOD = """title = "Mine"
country = "korea"
policy = "none"
envelope = 0.01

[run]
quarters = 8

[parameters]
migration_rate = 0.02

[[instruments]]
id = "grant"
kind = "rd_grant"
rate = 0.3
budget = 0.002
start = 1
end = 3
sectors = ["electronics"]
regions = ["ulsan"]
"""


def found(tmp_path: Path, text: str | bytes):
    path = tmp_path / "mine.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return check_file(str(path))


def test_the_good_file_is_good(tmp_path):
    assert found(tmp_path, GOOD) == []


CASES = [
    # what is replaced, by what, line, key, part of what is expected, nearest
    ("country =", "contry =", 2, "contry", "known key", "country"),
    ('"korea"', '"corea"', 2, "country", "one of", "korea"),
    ('"korea"', "7", 2, "country", "text", None),
    ('"korea"', '"../../etc/passwd"', 2, "country", "one of", None),
    ('policy = "none"', 'policy = "chaebl"', 3, "policy", "one of", "chaebol"),
    ("quarters = 8", "quarters = 0", 7, "run.quarters", "at least 1", None),
    ("quarters = 8", "quarters = 8.5", 7, "run.quarters", "whole number", None),
    ("quarters = 8", 'quarters = "8x"', 7, "run.quarters", "whole number", None),
    ("quarters = 8", 'quarters = "8"', 7, "run.quarters", "whole number", None),
    ("quarters = 8", "quarters = true", 7, "run.quarters", "whole number", None),
    ("rate = 0.3", 'rate = "0.3"', 15, "instruments[1].rate", "a number", None),
    ("rate = 0.3", "rate = 1970-01-01", 15, "instruments[1].rate", "a number", None),
    ('title = "Mine"', "title = 7", 1, "title", "text", None),
    ('["electronics"]', '"electronics"', 19, "instruments[1].sectors", "list", None),
    ("[run]\nquarters = 8", "run = 8", 6, "run", "a table", None),
    ("start = 1", "start = -1", 17, "instruments[1].start", "at least 0", None),
    ("quarters = 8", "quartres = 8", 7, "run.quartres", "known key", "quarters"),
    (
        "migration_rate = 0.02",
        "migration_rat = 0.02",
        10,
        "parameters.migration_rat",
        "name of a parameter",
        "migration_rate",
    ),
    ("migration_rate = 0.02", "migration_rate = 9", 10, "parameters.migration_rate", "0 to", None),
    ("migration_rate = 0.02", "migration_rate = nan", 10, "parameters.migration_rate", "finite", None),
    ("migration_rate = 0.02", "migration_rate = inf", 10, "parameters.migration_rate", "finite", None),
    ('kind = "rd_grant"', 'kind = "rd_grnt"', 14, "instruments[1].kind", "one of", "rd_grant"),
    ('kind = "rd_grant"\n', "", 12, "instruments[1].kind", "a kind", None),
    ("rate = 0.3", "rate = 3", 15, "instruments[1].rate", "at most 0.9", None),
    ("rate = 0.3", "rat = 0.3", 15, "instruments[1].rat", "known key", "rate"),
    ("budget = 0.002\n", "", 12, "instruments[1].budget", "needs a budget", None),
    ("budget = 0.002", "budget = 0.02", 4, "envelope", "at least 0.02", None),
    ("envelope = 0.01", "envelope = 0.25", 4, "envelope", "raises in taxes", None),
    ("end = 3", "end = 1", 18, "instruments[1].end", None, None),
    ('"electronics"', '"electronic"', 19, "instruments[1].sectors", "a sector", "electronics"),
    ('"ulsan"', '"ulsann"', 20, "instruments[1].regions", "a region of korea", "ulsan"),
    ('title = "Mine"', 'title = "Mine', 1, None, "TOML", None),
    ('title = "Mine"', 'title = "Mine"\ntitle = "Yours"', 2, None, "TOML", None),
]


@pytest.mark.parametrize(("old", "new", "line", "key", "expected", "close"), CASES)
def test_each_mistake(tmp_path, old, new, line, key, expected, close):
    assert old in GOOD
    problems = found(tmp_path, GOOD.replace(old, new, 1))
    assert problems, "nothing was found"
    problem = next(p for p in problems if key is None or p.key == key)
    assert problem.file.endswith("mine.toml")
    assert problem.line == line
    if expected:
        assert expected in problem.expected or expected in str(problem.value)
    if close:
        assert problem.nearest == close


def test_all_mistakes_at_once(tmp_path):
    text = GOOD.replace("quarters = 8", "quarters = 0").replace("rate = 0.3", "rate = 3", 1)
    assert {p.key for p in found(tmp_path, text)} == {"run.quarters", "instruments[1].rate"}


def test_the_same_id_twice(tmp_path):
    twice = GOOD + GOOD[GOOD.index("[[instruments]]") :]
    assert any("id of its own" in p.expected for p in found(tmp_path, twice.replace("0.002", "0.001")))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "a scenario"),
        (b"  \n", "a scenario"),
        (b"title = '\xff'", "UTF-8"),
        (b"\x00\x01", "TOML"),
        (b"[" * 50, "brackets"),
        (b'a = ["' + b"]" * 2000 + b'", ' + b"[" * 2000, "brackets"),
        (b'a = ["\\"' + b"]" * 2000 + b'", ' + b"[" * 2000, "brackets"),
        (b"a = 1" + b"0" * 5000, "shorter number"),
    ],
)
def test_what_is_no_scenario(tmp_path, content, expected):
    (problem,) = found(tmp_path, content)
    assert expected in problem.expected


def test_places_that_are_no_file(tmp_path):
    for path, expected in (
        (tmp_path, "a directory"),
        (tmp_path / "no.toml", "no such file"),
        (Path("/dev/zero"), "not an ordinary"),
    ):
        (problem,) = check_file(str(path))
        assert expected in str(problem.value)


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    (problem,) = check_file(str(path))
    assert problem.value == "100 MB"


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_end_in_problems(tmp_path, content):
    assert found(tmp_path, content)


@given(
    st.integers(0, len(GOOD) - 1),
    st.sampled_from(['"', "[", "=", "\n", "é", "#", "-1", "{}", "nan", "[[a.b]]\n", "\t", "1e400"]),
)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_of_a_good_file_is_good_or_told(tmp_path, at, inserted):
    for problem in found(tmp_path, GOOD[:at] + inserted + GOOD[at:]):
        assert problem.file
        assert problem.text().strip()


SETTINGS = [
    # setting, key, part of what is expected, nearest
    ("run.quarters=0", "run.quarters", "at least 1", None),
    ("run.quarters=x", "run.quarters", "whole number", None),
    ("run.quartres=8", "run.quartres", "a path", "run.quarters"),
    ("parameters.migration_rate=9", "parameters.migration_rate", "0 to", None),
    ("parameters.migration_rat=1", "parameters.migration_rat", "name of a parameter", "migration_rate"),
    ("country=corea", "country", "one of", "korea"),
    ("country.nation.tariff=-1", "country.nation.tariff", "at least 0", None),
    ("country.nation.tarif=1", "country.nation.tarif", "a path", "country.nation.tariff"),
    ("country.regions.busan.schooling=-1", "country.regions.busan.schooling", "at least 0", None),
    ("country.regions.busn.schooling=1", "country.regions.busn.schooling", "a path", "country.regions.busan.schooling"),
    ("policy.envelope=0.29", "policy.envelope", "raises in taxes", None),
    ("policy.instruments.policy_loans.end=-3", "policy.instruments.policy_loans.end", "at least 0", None),
    ("policy.instruments.policy_loans.sectors=['steel']", "policy.instruments.policy_loans.sectors", "a sector", None),
    (
        "policy.instruments.policy_loan.budget=0.1",
        "policy.instruments.policy_loan.budget",
        "a path",
        "policy.instruments.policy_loans.budget",
    ),
    ("policy.instruments.policy_loans.id.x=1", "policy.instruments.policy_loans.id.x", "a table at id", None),
    ("policy.instruments.policy_loans.sectors.0=1", "policy.instruments.policy_loans.sectors.0", "a list", None),
    ("nothing", None, "path=value", None),
    ("=1", None, "path=value", None),
]


@pytest.mark.parametrize(("setting", "key", "expected", "close"), SETTINGS)
def test_a_mistake_of_the_command_line_is_told_as_such(setting, key, expected, close):
    with pytest.raises(ProblemError) as error:
        load_scenario("chaebol", [setting])
    (problem,) = error.value.problems
    assert (problem.file, problem.line, problem.key) == ("--set", None, key)
    assert expected in problem.expected
    if key:
        assert problem.value == setting.partition("=")[2]
    assert problem.nearest == close


def test_a_setting_on_a_file_of_the_wrong_shape_is_told(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace("[run]\nquarters = 8", "run = 8"))
    with pytest.raises(ProblemError, match="a table at run"):
        load_scenario(str(path), ["run.firms=800"])


@pytest.mark.parametrize("name", names_of("scenarios"))
@pytest.mark.parametrize("country", names_of("countries"))
def test_any_package_loads_on_any_country(name, country):
    assert load_scenario(name, [f"country={country}"], carried=True).country.name == country


def test_a_package_carried_to_few_large_regions_has_room_for_its_budgets():
    narrow = ("policy.envelope=0.01",)
    with pytest.raises(ProblemError, match="the budgets of all instruments"):
        load_scenario("laissez_faire", ("country=korea", "policy=latin_america_gvc", *narrow))
    carried = transplanted("korea", "latin_america_gvc", narrow)
    assert carried.policy.envelope == max(budgets(carried).values())
    at_home = transplanted("latin_america", "latin_america_gvc", ())
    assert at_home.policy == load_scenario("latin_america_gvc").policy


@pytest.mark.parametrize("name", names_of("scenarios"))
def test_the_template_of_each_scenario_is_good(tmp_path, name):
    assert found(tmp_path, new_scenario_text("mine", name)) == []


NEIGHBOUR = '[[investors]]\nname = "Japan"\nplace = [3, 40.5]\nshare = { value = 0.6, source = "estimate" }\n'


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("~", "?", "map"),
        ("cell = [", "cell = [90", "land cell"),
        ("[[ports]]", "\n".join([NEIGHBOUR, NEIGHBOUR, "[[ports]]"]), "shares add up to 1.2"),
        ("[[ports]]", NEIGHBOUR.replace("0.6", "1.6") + "\n[[ports]]", "investors"),
        ("[[ports]]", NEIGHBOUR.replace("[3, 40.5]", "[3]") + "\n[[ports]]", "place"),
    ],
)
def test_a_broken_country_is_told(tmp_path, monkeypatch, old, new, says):
    text = (load.HERE / "countries" / "korea.toml").read_text()
    assert old in text
    (tmp_path / "countries").mkdir()
    (tmp_path / "countries" / "korea.toml").write_text(text.replace(old, new, 1))
    real = load._part
    monkeypatch.setattr(
        load,
        "_part",
        lambda kind, n: tmp_path / "countries" / "korea.toml" if kind == "countries" else real(kind, n),
    )
    with pytest.raises(ProblemError) as error:
        load_scenario("chaebol")
    assert says in str(error.value)
    assert error.value.problems[0].line


def test_income_is_told_of_every_region_or_of_none(tmp_path):
    text = (load.HERE / "countries" / "korea.toml").read_text()
    start = text.index("income = ", text.index("[regions.busan]"))
    (tmp_path / "korea.toml").write_text(text[:start] + text[text.index("\n", start) + 1 :])
    told = check_file(str(tmp_path / "korea.toml"))
    assert [
        "busan" in problem.key and "income for every region, or for none" in problem.expected for problem in told
    ] == [True]


def test_an_instruments_id_that_is_no_text_is_told(tmp_path, monkeypatch):
    text = (load.HERE / "policies" / "chaebol.toml").read_text()
    (tmp_path / "chaebol.toml").write_text(text.replace('id = "policy_loans"', 'id = ["policy_loans"]', 1))
    real = load._part
    monkeypatch.setattr(
        load, "_part", lambda kind, n: tmp_path / "chaebol.toml" if kind == "policies" else real(kind, n)
    )
    told = check_file("chaebol")
    assert [(problem.key, "text" in problem.expected) for problem in told] == [("instruments[1].id", True)]
