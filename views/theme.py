"""The look that all pages share: colours of sectors, marks, formats of numbers.

No colour says anything alone: sectors carry a two-letter code on the map and in legends.
"""

from __future__ import annotations

import math

SECTORS: dict[str, tuple[str, str, str]] = {
    "agrifood": ("Ag", "Farming and food", "#7A9A01"),
    "textiles": ("Tx", "Textiles", "#E7A1C4"),
    "mining": ("Mi", "Mining and metals", "#5B4A3F"),
    "energy": ("En", "Energy", "#F0B400"),
    "petrochemicals": ("Pc", "Chemicals", "#A05A9C"),
    "shipbuilding": ("Sh", "Shipbuilding", "#00487C"),
    "automotive": ("Au", "Cars", "#D1352B"),
    "machinery": ("Ma", "Machinery", "#7F8FA9"),
    "electronics": ("El", "Electronics", "#1E88C7"),
    "ict": ("IT", "Software and telecoms", "#6CC5E8"),
    "biopharma": ("Bi", "Medicines", "#2E7D5B"),
    "aerospace": ("Ae", "Aircraft", "#3B2C85"),
    "renewables": ("Re", "Renewable energy", "#8FD694"),
    "finance": ("Fi", "Finance", "#B8860B"),
    "tourism": ("To", "Tourism", "#FF8C61"),
    "logistics": ("Lo", "Logistics", "#B7B09C"),
}
"""Code, short name and colour of each sector."""

POLICY, BASELINE, WARM = "#0072B2", "#7A7A7A", "#D55E00"
SERIES = tuple(f"var(--series-{number})" for number in range(1, 5))
"""Lines that stand beside each other: colours of the page's style, which has others for the dark."""

MINUS = "−"


def number(x: float, digits: int = 1) -> str:
    """A figure with thousands apart and a true minus sign; a dash if there is none."""
    return f"{x:,.{digits}f}".replace("-", MINUS) if math.isfinite(x) else "–"


def percent(share: float, digits: int = 1) -> str:
    """A share as a percentage."""
    return f"{number(100.0 * share, digits)} %" if math.isfinite(share) else "–"


def quarter_name(quarter: int, start_year: int) -> str:
    """Year and quarter, such as "1973 Q2"."""
    return f"{start_year + quarter // 4} Q{quarter % 4 + 1}"


def sector_name(sector: str) -> str:
    """Short name of a sector."""
    return SECTORS[sector][1] if sector in SECTORS else sector.replace("_", " ")


def sector_code(sector: str) -> str:
    """Two letters for a sector."""
    return SECTORS[sector][0] if sector in SECTORS else sector[:2].capitalize()


def sector_colour(sector: str) -> str:
    """Colour of a sector."""
    return SECTORS[sector][2] if sector in SECTORS else BASELINE


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour; at least 4.5 to 1 then (WCAG 2.2, relative luminance)."""
    return "#fff" if luminance(colour) < 0.179 else "#000"


def luminance(colour: str) -> float:
    """Relative luminance of a colour such as "#7A9A01", 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255.0 for i in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
