"""Reads the law from its TOML files and makes it ready to be applied."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from graph_api.law.lawbook import Law
from graph_api.law.model import Document, Implication, Vocabulary
from graph_api.law.tables import DisplayRule, ListRule, Propagation, RecordKind, Scene

LAW_ROOM = Path(__file__).parent

Model = TypeVar("Model", bound=BaseModel)


class LawUnreadable(Exception):
    """A law file says something the model does not allow; carries file, line and reason."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


def line_of(text: str, marker: str) -> int:
    """The line on which a code is given in a TOML text, or 1."""
    found = re.search(rf"^\s*(?:code|id)\s*=\s*\"{re.escape(marker)}\"", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def read_table(path: Path) -> dict[str, Any]:
    """The tables of one TOML file; raises LawUnreadable with the line of a syntax error."""
    text = path.read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise LawUnreadable(path.name, int(line[1]) if line else 1, str(error)) from error


def _parse(model: type[Model], values: dict[str, Any], path: Path) -> Model:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problem = error.errors()[0]
        place = problem["loc"]
        nearest = _nearest_code(values, place)
        where = ".".join(str(part) for part in place)
        line = line_of(path.read_text(encoding="utf-8"), nearest)
        raise LawUnreadable(path.name, line, f"{nearest} {where}: {problem['msg']}".strip()) from error


def _nearest_code(values: Any, place: Sequence[int | str]) -> str:
    code = str(values.get("id", values.get("code", ""))) if isinstance(values, dict) else ""
    for part in place:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(values, dict):
            code = str(values.get("code", code))
    return code


def _many(room: Path, file: str, key: str, model: type[Model]) -> tuple[Model, ...]:
    path = room / file
    if not path.exists():
        return ()
    return tuple(_parse(model, row, path) for row in read_table(path).get(key, ()))


def _vocabulary(room: Path) -> Vocabulary:
    path = room / "vocabulary.toml"
    values = read_table(path)
    implications = tuple(_parse(Implication, row, path) for row in values.pop("implication", ()))
    return _parse(Vocabulary, {**values, "implication": implications}, path)


def _digest(files: Iterable[Path]) -> str:
    """The digest of what can change a verdict; the words it is told in cannot."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_law(room: Path = LAW_ROOM) -> Law:
    """The law found under `room`; raises LawUnreadable with file, line and reason."""
    documents = [
        _parse(Document, read_table(path), path) for path in sorted((room / "documents").glob("*.toml"))
    ]
    return Law(
        vocabulary=_vocabulary(room),
        documents={document.id: document for document in documents},
        lists=_many(room, "lists.toml", "list", ListRule),
        propagation=_many(room, "propagation.toml", "rule", Propagation),
        scenes=_many(room, "scenes.toml", "scene", Scene),
        record_kinds=_many(room, "record-kinds.toml", "record_kind", RecordKind),
        display_rules=_many(room, "record-kinds.toml", "display_rule", DisplayRule),
        digest=_digest(path for path in sorted(room.rglob("*.toml")) if path.name != "wording.toml"),
    )


@lru_cache(maxsize=1)
def the_law() -> Law:
    """The law this product ships, read once in a process."""
    return read_law()
