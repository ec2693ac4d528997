"""Trusted documents: texts published beforehand and asked for by their id (GraphQL over HTTP, persisted documents).

A manifest is what gql.tada's `generate-persisted` writes, `{sha256: document}`, with or without `sha256:` before
the hash; a folder holds manifests (`*.json`) and documents (`*.graphql`), whose id is the hash of the file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from graph_api.errors import CreditGraphError
from graph_api.surface.refusals import RequestRefused

PREFIX = "sha256:"
Mode = Literal["off", "known-only"]


class DocumentsInvalid(CreditGraphError):
    """The trusted documents cannot be read, so the service does not start."""

    code = "DOCUMENTS_INVALID"

    def __init__(self, file: Path, reason: str, reason_zh: str) -> None:
        super().__init__(
            f"可信文档 {file.name} 有误：{reason_zh}。请重新生成后启动。",
            f"Trusted documents {file.name}: {reason}. Generate them anew and start again.",
        )


def document_id(text: str) -> str:
    """The id of a document."""
    return PREFIX + hashlib.sha256(text.encode()).hexdigest()


def read_documents(place: Path | None) -> dict[str, str]:
    """The documents of a manifest or a folder by their ids; refuses one that its id does not fit."""
    if place is None:
        return {}
    if place.is_dir():
        found: dict[str, str] = {}
        for file in sorted(place.iterdir()):
            if file.suffix == ".json":
                found |= _manifest(file)
            elif file.suffix == ".graphql":
                text = _text(file)
                found[document_id(text)] = text
        return found
    return _manifest(place)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise DocumentsInvalid(file, "it cannot be read as UTF-8", "无法以 UTF-8 读取") from None


def _manifest(file: Path) -> dict[str, str]:
    try:
        given = json.loads(_text(file))
    except (ValueError, RecursionError):
        raise DocumentsInvalid(file, "it is not JSON", "不是 JSON") from None
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise DocumentsInvalid(file, "it is not {sha256: document}", "不是 {sha256: 文档} 的对照表")
    found: dict[str, str] = {}
    for name, text in given.items():
        wanted = name if name.startswith(PREFIX) else PREFIX + name
        if document_id(text) != wanted:
            raise DocumentsInvalid(
                file, f"the document of {wanted[:19]}… has another hash", "文档与其哈希不符"
            )
        found[wanted] = text
    return found


class Documents:
    """Gives the text of a request: its own, or the trusted one of its id."""

    def __init__(self, trusted: Mapping[str, str], mode: Mode) -> None:
        self.trusted = trusted
        self.mode = mode
        self._texts = frozenset(trusted.values())

    def text(self, query: str | None, wanted: str | None) -> tuple[str, bool]:
        """The document to run, and whether it is trusted."""
        if wanted is not None:
            found = self.trusted.get(wanted)
            if query is not None and document_id(query) != wanted:
                raise RequestRefused("DOCUMENT_MISMATCH")
            if found is None:
                raise RequestRefused("DOCUMENT_UNKNOWN")
            return found, True
        assert query is not None, "a request has a query or the id of one"
        if query in self._texts:
            return query, True
        if self.mode == "known-only":
            raise RequestRefused("DOCUMENTS_ONLY")
        return query, False
