"""What the guides tell analysts to type is what the program takes."""

import importlib
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest

from commands.group import COMMANDS
from scenarios.load import check_file, load_scenario, sector_table
from scenarios.schema import AnyInstrument
from validation.own_claims import MAY, NEEDED

DOCS = Path(__file__).parent.parent / "docs"
GUIDE = (DOCS / "user_guide.md").read_text()
COUNTRY = (DOCS / "adding_a_country.md").read_text()
LESSONS = (DOCS / "teaching.md").read_text()
TYPED = re.findall(r"^uv run run\.py (.+)$", LESSONS, re.M)


def test_every_figure_of_an_instrument_stands_in_the_guide_with_its_range():
    for kind in get_args(get_args(AnyInstrument)[0]):
        name = get_args(kind.model_fields["kind"].annotation)[0]
        for key, field in kind.model_fields.items():
            if not field.json_schema_extra or key in ("start", "end", "budget"):
                continue
            low, high = field.metadata[0].ge, field.metadata[1].le
            unit = field.json_schema_extra["unit"]
            row = f"| `{name}` | `{key}` | {field.description} | {low:g} to {high:g}, {unit} | {field.default:g} |"
            assert row in GUIDE


def test_the_sectors_of_the_guide_are_those_of_the_program():
    table = COUNTRY.split("## The sixteen sectors")[1].split("\n\n")[1]
    assert tuple(re.findall(r"^\| `(\w+)`", table, re.M)) == sector_table().ids


def test_the_package_of_the_guide_has_no_mistake(tmp_path):
    (package,) = re.findall(r"```toml\n(name = \"estates\".*?)```", GUIDE, re.S)
    (tmp_path / "estates.toml").write_text(package)
    assert check_file(str(tmp_path / "estates.toml")) == []


def test_the_claim_of_the_guide_has_columns_that_there_are():
    (columns,) = re.findall(r"^id,system,.*$", GUIDE, re.M)
    assert set(NEEDED) <= set(columns.split(",")) <= {*NEEDED, *MAY}


def test_what_the_guide_says_of_budgets_is_so():
    """Without one a grant is refused, a tax holiday is not."""
    assert "The others are refused without a budget." in GUIDE
    for kind in get_args(get_args(AnyInstrument)[0]):
        name = get_args(kind.model_fields["kind"].annotation)[0]
        no_budget = re.search(r"A kind with no budget \((.*?)\)", GUIDE)
        assert no_budget
        assert (f"`{name}`" in no_budget.group(1)) is not kind.spends


@pytest.mark.parametrize("line", TYPED)
def test_what_lessons_have_students_type_is_taken(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name, *rest = shlex.split(line)
    if "boom.toml" in rest:
        Path("boom.toml").write_text('title = "Boom"\ncountry = "plain"\npolicy = "none"\n' + boom())
    command = importlib.import_module(COMMANDS[name][0]).command
    with command.make_context(name, list(rest)) as context:
        settings = [rest[i + 1] for i, word in enumerate(rest) if word == "--set"]
        if name in ("run", "batch", "compare", "sensitivity"):
            load_scenario(rest[0], settings)
    assert context.params


def boom():
    """The two lines that the fifth lesson adds to a scenario."""
    (lines,) = re.findall(r"```toml\n(\[demand_abroad\].*?)```", LESSONS, re.S)
    return lines
