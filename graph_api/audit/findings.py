"""What a check of the log found, in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What happened to a record or a file."""

    EDITED = "EDITED"
    DELETED = "DELETED"
    INSERTED = "INSERTED"
    REORDERED = "REORDERED"
    CUT = "CUT"
    FOREIGN_SIGNATURE = "FOREIGN_SIGNATURE"


SAID = {
    Kind.EDITED: ("该行或者其前一行的内容被改动", "this line, or the one before it, was changed"),
    Kind.DELETED: ("此处之前有记录被删除", "records before this one were deleted"),
    Kind.INSERTED: ("该行不属于此处，系后来插入", "this line does not belong here; it was put in"),
    Kind.REORDERED: ("该行被移动了位置", "this line was moved"),
    Kind.CUT: ("文件尾部被截断或者改写", "the end of the file was cut or written anew"),
    Kind.FOREIGN_SIGNATURE: ("签名不是本系统密钥所作", "the signature is not by a key of ours"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: the file, the line counted from 1, and what happened."""

    file: str
    line: int
    kind: Kind
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.kind}: {self.en}. {self.zh}。"


def finding(file: str, line: int, kind: Kind, zh: str = "", en: str = "") -> Finding:
    """A finding with its sentence, and what more there is to say."""
    said_zh, said_en = SAID[kind]
    return Finding(file, line, kind, f"{said_zh}{zh and '：'}{zh}", f"{said_en}{en and ': '}{en}")


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know that is no tampering: a line that a killed process left unfinished, a file in use."""

    file: str
    zh: str
    en: str


@dataclass
class Report:
    """What a check saw."""

    files: int = 0
    records: int = 0
    heads: int = 0
    seconds: float = 0.0
    findings: list[Finding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {**asdict(self), "sound": self.sound}
