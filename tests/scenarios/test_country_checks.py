"""A country whose figures contradict each other, or name what isn't there, is told before anything runs."""

import re

import pytest

from problems import ProblemError
from scenarios import load
from scenarios.load import check_file, load_scenario, names_of

PLAIN = (load.HERE / "countries" / "plain.toml").read_text()


def told(tmp_path, text):
    path = tmp_path / "plain.toml"
    path.write_text(text)
    return check_file(str(path))


def line_of(text, piece):
    return text[: text.index(piece)].count("\n") + 1


@pytest.mark.parametrize("name", names_of("countries"))
def test_every_shipped_country_passes(name):
    assert check_file(f"scenarios/countries/{name}.toml") == []


@pytest.mark.parametrize("instead", ["", "mining = 0, "])
def test_a_sector_without_jobs_anywhere_is_told(tmp_path, instead):
    text = re.sub(r"(textiles = 0.0514, )mining = 0.0095, ", rf"\g<1>{instead}", PLAIN)
    (problem,) = told(tmp_path, text)
    assert problem.value == "no region has jobs in mining"
    assert problem.key == "regions.a1.shares"
    assert problem.line == line_of(text, "shares = {")


@pytest.mark.parametrize(
    ("pattern", "new", "key", "says", "close"),
    [
        (r'^name = "plain"', 'name = "plane"', "name", "file's own name, 'plain'", None),
        (r'^(income_tax = .*source = )"\w+"', r'\1"estimat"', "nation.income_tax.source", "a key of", "estimate"),
        (r'^shares_source = "\w+"', 'shares_source = "x"', "regions.a1.shares_source", "a key of", None),
        (r"^(population = \{ value = )[0-9.]+(.*)", r"\g<1>9.0\2", "nation.population", "add up to", None),
        (r"^(foreign_share = \{ value = )[0-9.]+", r"\g<1>0.95", "nation.group_share", "at most 1 for", None),
    ],
)
def test_each_mistake_of_a_country(tmp_path, pattern, new, key, says, close):
    text = re.sub(pattern, new, PLAIN, count=1, flags=re.MULTILINE)
    assert text != PLAIN
    (problem,) = told(tmp_path, text)
    assert says in problem.expected
    assert problem.line
    assert problem.nearest == close
    assert problem.key == key


def test_people_may_be_another_number_for_once():
    region = next(iter(load_scenario("laissez_faire").country.regions))
    assert load_scenario("laissez_faire", [f"country.regions.{region}.population=99"])


def test_owners_of_more_than_all_jobs_are_told_of_the_setting():
    with pytest.raises(ProblemError, match="at most 1 for foreign_share") as error:
        load_scenario("laissez_faire", ["country.nation.foreign_share=0.99"])
    assert (error.value.problems[0].file, error.value.problems[0].key) == ("--set", "country.nation.foreign_share")


@pytest.mark.parametrize(
    ("region", "symbol", "says"), [("A", "~", "the sea"), ("A", ".", "land abroad"), ("B", "A", "of its own")]
)
def test_a_symbol_that_means_something_else_is_told(tmp_path, region, symbol, says):
    text = PLAIN.replace(f'symbol = "{region}"', f'symbol = "{symbol}"', 1)
    (problem,) = [p for p in told(tmp_path, text) if p.key.endswith("symbol")]
    assert says in problem.expected
    assert problem.line == line_of(text, f'symbol = "{symbol}"' if region == "A" else 'name = "A2"') + (region == "B")


def test_a_map_beyond_reason_is_told(tmp_path):
    rows = "\n".join(["A" * 200] * 101)
    (problem,) = told(tmp_path, re.sub(r'map = """.*?"""', f'map = """\n{rows}\n"""', PLAIN, flags=re.DOTALL))
    assert problem.value == "20200 symbols"
    assert problem.key == "map"


@pytest.mark.parametrize("opening", ['"""', '"""\n', '"""\n\n\n', "'''\n"])
def test_a_broken_row_is_told_at_its_line_however_the_map_begins(tmp_path, opening):
    rows = re.search(r'map = """\n(.*?)"""', PLAIN, flags=re.DOTALL)[1].replace("AAA", "A!A", 1)
    text = re.sub(r'map = """.*?"""', lambda _: f"map = {opening}{rows}{opening[:3]}", PLAIN, flags=re.DOTALL)
    found = [problem for problem in told(tmp_path, text) if problem.key == "map"]
    assert [p.line for p in found] == [line_of(text, "A!A")]


@pytest.mark.parametrize(
    ("pattern", "new", "value", "says"),
    [
        (r"^(tariff = \{ value = )[0-9.]+", r"\g<1>35", "35", "at most 3 (share of value: 0.35 is 35 %)"),
        (r"^(participation = \{ value = )[0-9.]+", r"\g<1>40", "40", "share of population: 0.4 is 40 %"),
        (r"^(population = \{ value = )[0-9.]+", r"\g<1>11,5", "11,5", "a decimal point: 11.5"),
        (r'^symbol = "A"', 'symbol = "AA"', "'AA'", "at most 1 character"),
        (
            r"(\n\[regions.a1\][^\[]*?\npopulation = \{ value = )[0-9.]+",
            r"\g<1>2500",
            "2500",
            "less than the nation's 40",
        ),
    ],
)
def test_a_mistake_is_told_by_its_number_and_in_its_unit(tmp_path, pattern, new, value, says):
    text = re.sub(pattern, new, PLAIN, count=1, flags=re.MULTILINE)
    assert text != PLAIN
    problem = told(tmp_path, text)[0]
    assert problem.value == value
    assert says in problem.expected


def test_two_regions_with_one_symbol_are_told_before_the_rows_that_lack_an_owner(tmp_path):
    problem, *rows = told(tmp_path, PLAIN.replace('symbol = "B"', 'symbol = "A"'))
    assert "a symbol of its own: this one is a1's" in problem.expected
    assert rows
