"""Lines in the browser can be seen on their cards, by day and by night, by eyes that tell few colours apart too."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from views import theme
from views.figures import style

SHEET = (Path(theme.__file__).parent / "assets" / "custom.css").read_text(encoding="utf-8")
EYES = {
    "all cones": np.eye(3),
    "deuteranopia": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "protanopia": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
}
"""What linear red, green and blue look like (Machado, Oliveira & Fernandes 2009, full severity)."""


def colours(mode: str) -> dict[str, str]:
    """Variables of the page's style in light or dark."""
    rules = re.search(rf"\.theme--{mode} {{(.*?)\n}}", SHEET, re.DOTALL)
    assert rules is not None
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", rules[1]))


def lightness_and_hue(colour: str, eye: np.ndarray) -> np.ndarray:
    """CIE Lab of what an eye sees."""
    parts = np.array([int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(to_xyz @ np.clip(eye @ linear, 0.0, 1.0) / (0.9505, 1.0, 1.089))
    return np.array([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_line_stands_out_from_its_card(mode: str) -> None:
    found = colours(mode)
    card = theme.luminance(found["card"])
    for line in theme.SERIES:
        low, high = sorted((card, theme.luminance(found[line.removeprefix("var(--").removesuffix(")")])))
        assert (high + 0.05) / (low + 0.05) >= 3.0, line


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("eye", EYES.values(), ids=list(EYES))
def test_lines_are_told_apart(mode: str, eye: np.ndarray) -> None:
    found = [colour for name, colour in colours(mode).items() if name.startswith("series-")]
    seen = [lightness_and_hue(colour, eye) for colour in found]
    assert len(seen) == len(theme.SERIES)
    assert min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2)) > 15.0


def test_the_policy_has_one_colour_on_screen_and_in_print() -> None:
    assert colours("light")["series-1"] == style.POLICY.lower()
