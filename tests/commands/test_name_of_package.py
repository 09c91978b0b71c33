"""A package whose name inside isn't its file's is remarked on: scenarios go by the file's; a country's is refused."""

import json

import pytest
from conftest import here

from scenarios.load import HERE

CHAEBOL = (HERE / "policies" / "chaebol.toml").read_text()


@pytest.mark.parametrize(("file", "remarked"), [("drive.toml", True), ("chaebol.toml", False)])
def test_a_package_of_another_name_than_its_file_is_remarked_on(tmp_path, file, remarked):
    (tmp_path / file).write_text(CHAEBOL)
    found = here("check", file, "--json", cwd=tmp_path)
    told = [(r["file"], r["line"], r["key"], r["value"]) for r in json.loads(found.stdout)["remarks"]]
    assert found.returncode == 0
    assert told == ([("drive.toml", 1, "name", "'chaebol'")] if remarked else [])


def test_a_country_of_another_name_than_its_file_is_refused(tmp_path):
    (tmp_path / "corea.toml").write_text((HERE / "countries" / "korea.toml").read_text())
    found = here("check", "corea.toml", cwd=tmp_path)
    assert found.returncode == 2
    assert "name = 'korea'; expected the file's own name, 'corea'" in found.stderr
