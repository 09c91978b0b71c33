"""A country's name as people write it leads to one that will do."""

import pytest
from conftest import here


@pytest.mark.parametrize(
    ("given", "close"), [("Turkey", "turkey"), ("Costa Rica", "costa_rica"), ("Türkiye", "turkiye")]
)
def test_a_name_that_would_do_is_told(tmp_path, given, close):
    found = here("new", given, "--country", cwd=tmp_path)
    assert found.returncode == 2
    assert found.stderr.endswith(f"Did you mean {close}?\n")
    assert list(tmp_path.iterdir()) == []
