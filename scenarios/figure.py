"""A number that knows its unit and its source."""

from typing import Any

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from scenarios.base import Frozen


class FigureTable(Frozen):
    """A figure as a file writes it."""

    value: float
    unit: str = ""
    source: str = Field(min_length=1)
    note: str = ""


class Figure(float):
    """A float with where it comes from; it computes like any other float.

    Parameters
    ----------
    value
        The number, in `unit`.
    unit
        Unit of the number, in words.
    source
        Key of the file's table of sources, or ``estimate``.
    note
        Anything a reader should know.
    """

    unit: str
    source: str
    note: str

    def __new__(cls, value: float, unit: str = "", source: str = "estimate", note: str = "") -> "Figure":
        """Make a float that carries its source."""
        figure = super().__new__(cls, value)
        figure.__dict__.update(unit=unit, source=source, note=note)
        return figure

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a figure can't change")

    @property
    def value(self) -> float:
        """The bare number."""
        return float(self)

    def table(self) -> dict[str, object]:
        """Write the figure as a file does."""
        return {"value": float(self), **self.__dict__}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read a figure from its table, write it back to one."""
        table = core_schema.no_info_after_validator_function(
            lambda read: cls(**read.__dict__), handler.generate_schema(FigureTable)
        )
        instance = core_schema.is_instance_schema(cls)
        return core_schema.json_or_python_schema(
            json_schema=table,
            python_schema=core_schema.union_schema([instance, table], mode="left_to_right"),
            serialization=core_schema.plain_serializer_function_ser_schema(cls.table),
        )
