import xml.etree.ElementTree as ET

import numpy as np
import pytest

from scenarios.load import check_file, load_scenario, names_of, scenario_path
from views.cards import NOWHERE, cards, numbered, own_file, small_map, tints
from views.pages.state_link import PageState, decode, encode, fits

SVG = "{http://www.w3.org/2000/svg}"


def test_a_card_for_every_shipped_scenario():
    assert {card.name for card in cards()} == set(names_of("scenarios"))
    assert all(card.title and card.summary and card.watch for card in cards())


def test_search_needs_every_word_and_finds_regions():
    def found(words):
        return {card.name for card in cards() if card.holds(words)}

    assert found("") == set(names_of("scenarios"))
    assert found("KOREA conglomerates") == {"chaebol"}
    assert "chaebol" in found("ulsan")
    assert found("korea orchards") == set()


@pytest.mark.parametrize("name", names_of("scenarios"))
def test_small_map_covers_the_land_once(name):
    country = load_scenario(name).country
    root = ET.fromstring(small_map(country))
    land = [part for part in root if part.get("class") == "land"]
    assert [part[0].text for part in land] == [region.name for region in country.regions.values()]
    assert sum(_area(part.get("d")) for part in land) == country.grid.cells
    assert sum(part.tag == "circle" for part in root) == len(country.ports)


def _area(path):
    return sum(int(bar.split("h")[1].split("v")[0]) for bar in path.split("M")[1:])


@pytest.mark.parametrize("name", names_of("scenarios"))
def test_neighbours_differ_in_tint(name):
    numbers = numbered(load_scenario(name).country.grid)
    shades = np.array([*tints(numbers), NOWHERE])[numbers]
    for one, other, a, b in (
        (numbers[1:], numbers[:-1], shades[1:], shades[:-1]),
        (numbers[:, 1:], numbers[:, :-1], shades[:, 1:], shades[:, :-1]),
    ):
        both = (one != other) & (one != NOWHERE) & (other != NOWHERE)
        assert (a[both] != b[both]).all()
    assert shades.max() <= 4  # or tints grow too alike


def test_names_on_a_map_are_escaped():
    country = load_scenario("laissez_faire").country
    odd = country.model_copy(update={"title": '<script>"&'})
    assert "<script>" not in small_map(odd)


def test_own_file_without_mistakes():
    own = own_file("My region.toml", scenario_path("chaebol").read_bytes())
    assert own.mistakes == ()
    assert own.name == "My_region"
    assert own.text == scenario_path("chaebol").read_text()


def test_mistakes_are_those_of_check_beside_their_lines(tmp_path):
    text = scenario_path("chaebol").read_text().replace('country = "korea"', 'country = "koera"')
    path = tmp_path / "mine.toml"
    path.write_text(text)
    own = own_file("mine.toml", text.encode())
    said = [p.text().replace(str(path), "mine.toml") for p in check_file(str(path))]
    assert said
    assert [m.text for m in own.mistakes] == said
    assert "koera" in own.mistakes[0].content
    assert text.splitlines()[own.mistakes[0].line - 1] == own.mistakes[0].content


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"title = [", b"x" * 1_100_000])
def test_what_is_no_scenario_is_told(content):
    own = own_file("../../etc/odd name.toml", content)
    assert own.mistakes
    assert "/tmp" not in "".join(m.text for m in own.mistakes)
    assert "/" not in own.name


def test_a_file_name_can_have_no_stem():
    assert own_file(".toml", b"").name == "scenario"


def test_every_shipped_scenario_fits_into_an_address_as_a_file():
    for name in names_of("scenarios"):
        own = own_file(f"{name} copy.toml", scenario_path(name).read_bytes())
        state = PageState(own.name, own.text)
        assert fits(state)
        assert decode(encode(state)) == state
