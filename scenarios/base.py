"""What every piece of a scenario has in common: it can't change and takes no unknown key."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A record that can't change, takes no unknown key and no number that isn't finite."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
