"""People and years at school are read in one unit; a file that names another one is told."""

import pytest

from problems import ProblemError
from scenarios.country import Country
from scenarios.country_checks import of_country
from scenarios.document import read
from scenarios.load import HERE, sector_table
from scenarios.names import names_of
from scenarios.transplant import chosen
from scenarios.validate import validated


def problems_of(path, name):
    document = read(path, f"{name}.toml")
    return of_country(validated(Country, document), document, sector_table().ids)


@pytest.mark.parametrize(("unit", "other", "key"), [("million", "thousand", "population"), ("years", "%", "schooling")])
def test_another_unit_is_told(unit, other, key, tmp_path):
    text = (HERE / "countries" / "plain.toml").read_text().replace(f'unit = "{unit}"', f'unit = "{other}"')
    path = tmp_path / "plain.toml"
    path.write_text(text)
    found = problems_of(path, "plain")
    assert found
    assert all(p.key.endswith(f"{key}.unit") and unit in p.expected for p in found)


@pytest.mark.parametrize("name", names_of("countries"))
def test_shipped_countries_keep_to_the_units(name):
    assert problems_of(HERE / "countries" / f"{name}.toml", name) == []


def test_a_list_of_names_is_told_in_english():
    with pytest.raises(ProblemError, match="expected any of korea, plain"):
        chosen("--countries", ("foo",), ("korea", "plain"))
