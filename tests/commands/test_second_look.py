"""What is no mistake and yet unlikely is told by `check`, and only that."""

import json
import re

import pytest
from conftest import here

from scenarios.load import HERE, names_of

KOREA = (HERE / "countries" / "korea.toml").read_text()
CHAEBOL = (HERE / "policies" / "chaebol.toml").read_text()


def remarks(path, text):
    path.write_text(text)
    found = here("check", str(path), "--json")
    assert found.returncode == 0, found.stdout
    return json.loads(found.stdout)["remarks"]


def thousands(text):
    return re.sub(r"(population = \{ value = )([\d.]+)", lambda m: f"{m[1]}{float(m[2]) * 1000:g}", text)


def scaled(text, key, factor):
    """Every region's figure of one kind times a factor; the nation stays."""
    nation, regions = text.split("[regions.", 1)
    new = re.sub(rf"({key} = \{{ value = )([\d.]+)", lambda m: f"{m[1]}{float(m[2]) * factor:g}", regions)
    return f"{nation}[regions.{new}"


def ports(text, *cells):
    head = text[: text.index("[[ports]]")]
    quality = 'quality = { value = 1, unit = "ordinary port = 1", source = "estimate" }'
    return head + "".join(f'[[ports]]\nname = "P{n}"\ncell = {list(c)}\n{quality}\n' for n, c in enumerate(cells))


@pytest.mark.parametrize("kind", ["countries", "policies", "scenarios"])
def test_shipped_files_give_no_remarks(kind):
    files = [str((HERE if kind == "scenarios" else HERE / kind) / f"{name}.toml") for name in names_of(kind)]
    assert json.loads(here("check", "--json", *files).stdout)["remarks"] == []


@pytest.mark.parametrize(
    ("change", "key", "says"),
    [
        (thousands, "nation.population", "millions"),
        (lambda t: re.sub(r"(income_gap = \{ value = )[\d.]+", r"\g<1>6.6", t), "nation.income_gap", "log of a ratio"),
        (lambda t: re.sub(r"(world_size = \{ value = )[\d.]+", r"\g<1>0.01", t), "nation.world_size", "the other way"),
        (lambda t: re.sub(r"\nincome = .*", "", t), "regions.seoul_incheon", "far regions come out too poor"),
        (lambda t: scaled(t, "infrastructure", 100), "infrastructure", "about the nation's, 1"),
        (lambda t: scaled(t, "schooling", 0.1), "schooling", "about the nation's"),
        (lambda t: re.sub(r"shares = \{ agrifood = [\d.]+", "shares = { agrifood = 0.9", t, count=1), "shares", "1; they"),
        (lambda t: ports(t, (4, 2), (4, 2)), "ports[2].cell", "a cell of its own"),
        (lambda t: re.sub(r'^summary = .*', 'summary = "One sentence: what the country was."', t, flags=re.M), "summary",
         "words of your own"),
    ],
)  # fmt: skip
def test_an_unlikely_figure_is_told_with_its_line(tmp_path, change, key, says):
    text = change(KOREA)
    assert text != KOREA
    (remark,) = remarks(tmp_path / "korea.toml", text)
    assert says in remark["expected"]
    assert remark["key"].endswith(key)
    assert remark["line"]


def test_a_port_amid_land_is_told(tmp_path):
    plain = (HERE / "countries" / "plain.toml").read_text()
    (remark,) = remarks(tmp_path / "plain.toml", ports(plain, (5, 5)))
    assert "row first, then column" in remark["expected"]


def test_a_map_of_too_many_cells_is_told_with_its_area(tmp_path):
    plain = (HERE / "countries" / "plain.toml").read_text()
    rows = plain.split('map = """\n')[1].split('"""')[0]
    wide = "".join(row[0] + row[1:-1] * 2 + row[-1] + "\n" for row in rows.splitlines())
    (remark,) = [r for r in remarks(tmp_path / "plain.toml", plain.replace(rows, wide)) if r["key"] == "map"]
    assert "km2" in remark["value"]
    assert "another cell_km" in remark["expected"]


@pytest.mark.parametrize(
    ("old", "new", "close"), [('"ulsan"', '"ulsam"', "ulsan"), ("korea = [", "korae = [", "korea"),
                              ('"ulsan"', '"ulsan", "ulsan"', None)]
)  # fmt: skip
def test_zones_that_lie_nowhere_are_told(tmp_path, old, new, close):
    (remark,) = remarks(tmp_path / "chaebol.toml", CHAEBOL.replace(old, new))
    assert remark["nearest"] == close
    assert "selection.zones" in remark["key"]


def test_an_instrument_without_a_source_is_told(tmp_path):
    text = re.sub(r"(start = 0\nend = 12\n)source = .*", r"\1", CHAEBOL, count=1)
    (remark,) = remarks(tmp_path / "chaebol.toml", text)
    assert remark["value"] == "export_contest has no source"


def test_a_scenario_tells_of_its_parts_too(tmp_path):
    text = 'title = "M"\ncountry = "plain"\npolicy = "none"\n[run]\nquarters = 2000\n'
    (remark,) = remarks(tmp_path / "mine.toml", text)
    assert "not years" in remark["expected"]
    assert "Worth a second look:" in here("check", str(tmp_path / "mine.toml")).stdout
