"""Skills: schools, training, technical colleges."""

from __future__ import annotations

from typing import Literal

from policies.channels import Floats
from policies.instrument import Instrument, Reach


class SkillsProgramme(Instrument):
    """Money for schooling where people are."""

    kind: Literal["skills_programme"] = "skills_programme"

    def act(self, reach: Reach) -> dict[str, Floats]:
        """Share the money out by population."""
        return {"skills": reach.over_cells(reach.seen.population)}
