"""Rules by which a state picks sectors and places."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from policies.selections.entrepreneurial_discovery import EntrepreneurialDiscovery
from policies.selections.lottery import Lottery
from policies.selections.national_priority import NationalPriority
from policies.selections.zone_list import ZoneList

Selection = Annotated[EntrepreneurialDiscovery | Lottery | NationalPriority | ZoneList, Field(discriminator="rule")]
