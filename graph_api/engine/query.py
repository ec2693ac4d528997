"""A query is a file: its declared header, its text for each dialect, and the model of its rows."""

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

from graph_api.engine.header import Header, parse
from graph_api.engine.temporal import converter
from graph_api.errors import QueryFileInvalid

Row = TypeVar("Row")
Values = Sequence[Any]

PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "int": (int,),
    "float": (float,),
    "bool": (bool,),
    "date": (date,),
    "datetime": (datetime,),
}


@functools.cache
def corpus() -> Path:
    """The folder of .cypher files: package data in a wheel, the repository's cypher/ otherwise."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_cypher"
    return packed if packed.is_dir() else package.parent / "cypher"


@dataclass(frozen=True)
class NoRow:
    """The row model of a write that returns nothing."""


class Query(Generic[Row]):
    """One .cypher file bound to the model of its rows; columns and model are compared at import."""

    def __init__(self, path: str, model: type[Row], folder: Path | None = None) -> None:
        self.path = path
        self.model = model
        folder = folder or corpus()
        file = folder / f"{path}.cypher"
        self.header = parse(file)
        self._texts = {"": self.header.text} | _overrides(folder, path, self.header)
        self.columns = tuple(self.header.columns)
        self.parameters = frozenset(self.header.parameters)
        _compare(file, self.header, model)
        self._build = _builder(self.header, model)

    def __repr__(self) -> str:
        return f"Query({self.path!r})"

    def text(self, dialect: str) -> str:
        """The statement this engine runs."""
        return self._texts.get(dialect) or self._texts[""]

    def rows(self, keys: Sequence[str], records: Sequence[Values]) -> list[Row]:
        """The records as row models, whatever order the engine gave the columns in."""
        if not records:
            return []
        if tuple(keys) != self.columns:
            records = self._in_order(keys, records)
        return self._build(records)

    def _in_order(self, keys: Sequence[str], records: Sequence[Values]) -> list[Values]:
        if sorted(keys) != sorted(self.columns):
            raise QueryFileInvalid(
                self.path, f"returns {', '.join(keys)} but declares {', '.join(self.columns)}"
            )
        places = [list(keys).index(column) for column in self.columns]
        return [[record[place] for place in places] for record in records]


def _overrides(corpus_folder: Path, path: str, header: Header) -> dict[str, str]:
    texts = {}
    for folder in sorted(corpus_folder.glob("_*")):
        file = folder / f"{path}.cypher"
        if not file.is_file():
            continue
        other = parse(file)
        if other.contract() != header.contract():
            raise QueryFileInvalid(file, "its header differs from the file it replaces")
        texts[folder.name.removeprefix("_")] = other.text
    return texts


def _fields(model: type[Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(model)
    if dataclasses.is_dataclass(model):
        return {field.name: hints[field.name] for field in dataclasses.fields(model)}
    if issubclass(model, BaseModel):
        return {name: hints[name] for name in model.model_fields}
    raise TypeError(f"{model.__name__} is neither a dataclass nor a pydantic model")


def _compare(file: Path, header: Header, model: type[Any]) -> None:
    fields = _fields(model)
    if list(fields) != list(header.columns):
        raise QueryFileInvalid(
            file, f"columns ({', '.join(header.columns)}) are not {model.__name__} ({', '.join(fields)})"
        )
    exact = dataclasses.is_dataclass(model)
    for name, declared in header.columns.items():
        if not _fits(declared, fields[name], exact):
            raise QueryFileInvalid(
                file, f"column {name} is {declared}, which does not fit {model.__name__}.{name}"
            )


def _fits(declared: str, hint: Any, exact: bool) -> bool:
    """Whether a value of the declared type is one of the hinted Python type; a null fits everything."""
    origin = typing.get_origin(hint)
    if hint is Any or declared == "any":
        return True
    if origin in (typing.Union, types.UnionType):
        members = [member for member in typing.get_args(hint) if member is not type(None)]
        return any(_fits(declared, member, exact) for member in members)
    if origin is Literal:
        return all(_fits(declared, type(value), exact) for value in typing.get_args(hint))
    if declared.startswith("list<"):
        arguments = [argument for argument in typing.get_args(hint) if argument is not Ellipsis]
        return origin in (list, tuple, Sequence) and all(
            _fits(declared[5:-1], argument, exact) for argument in arguments
        )
    if declared == "map":
        return (origin or hint) in (dict, Mapping) or not exact
    if isinstance(hint, type) and issubclass(hint, Enum):
        return not exact
    return hint in PYTHON_TYPES[declared] or not isinstance(hint, type)


def _builder(header: Header, model: type[Row]) -> Callable[[Sequence[Values]], list[Row]]:
    """How records become rows; for a dataclass only the columns that need it are converted."""
    fields = _fields(model)
    converters = {
        place: convert
        for place, (name, declared) in enumerate(header.columns.items())
        if (convert := converter(declared, _is_tuple(fields[name])))
    }
    if not dataclasses.is_dataclass(model):
        names = list(header.columns)
        validate = typing.cast(type[BaseModel], model).model_validate
        return lambda records: [
            typing.cast(Row, validate(dict(zip(names, _converted(record, converters), strict=True))))
            for record in records
        ]
    if not converters:
        return lambda records: [model(*record[:]) for record in records]
    return lambda records: [model(*_converted(record, converters)) for record in records]


def _converted(record: Values, converters: Mapping[int, Callable[[Any], Any]]) -> list[Any]:
    values = list(record[:])
    for place, convert in converters.items():
        if (value := values[place]) is not None:
            values[place] = convert(value)
    return values


def _is_tuple(hint: Any) -> bool:
    return typing.get_origin(hint) is tuple or any(
        typing.get_origin(member) is tuple for member in typing.get_args(hint)
    )
