"""The behavioural parameters: one catalogue for all countries, and the values of one scenario."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from scenarios.base import Frozen

Standing = Literal["source", "estimate", "calibrated"]


class ParameterSpec(Frozen):
    """What the catalogue says of one parameter."""

    symbol: str = ""
    meaning: str
    unit: str
    value: float
    low: float
    high: float
    source: str
    standing: Standing
    used_in: str | tuple[str, ...] = ""
    note: str = ""


class Parameters(Frozen):
    """The value of every parameter of the catalogue, read as attributes: ``p.eta_loc``."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Annotated[float, Field(allow_inf_nan=False)]]

    def values(self) -> dict[str, float]:
        """Every parameter's value by name."""
        return dict(self.__pydantic_extra__)

    def __hash__(self) -> int:
        return hash(frozenset(self.__pydantic_extra__.items()))

    def __getattr__(self, name: str) -> float:
        """A parameter's value, past what pydantic looks at before it: they are read all the time."""
        if name[0] != "_" and (value := self.__pydantic_extra__.get(name)) is not None:
            return value
        return super().__getattr__(name)  # type: ignore[misc]
