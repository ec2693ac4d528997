"""Every failure of the product, one tree.

    CreditGraphError
    ├── EngineError                 the graph engine did not answer
    │   ├── EngineUnavailable       it cannot be reached or started
    │   ├── EngineTimeout           it took longer than the limit and was stopped
    │   ├── QueryTooExpensive       it refused for want of memory
    │   ├── ConstraintViolated      a key is taken
    │   ├── WriteConflict           other writers were faster until the time was up
    │   ├── WriteRefused            a read tried to write
    │   └── QueryFailed             it rejected a shipped query: a defect of ours
    ├── QueryFileInvalid            a .cypher file and its row model disagree
    ├── LawInvalid                  a law file does not lint
    ├── PolicyInvalid               the table of rights does not hold together
    ├── Forbidden                   this role with this purpose may not see it
    ├── CallerRefused               who asks is not known, or may not do this (callers/refusals.py)
    ├── ListeningRefused            the settings would open the service to the network
    ├── RequestRefused              the surface answers no such request, or not now (surface/refusals.py)
    ├── KeyUnavailable              a key cannot be had, or not by this holder
    │   └── SubjectErased           the key of a subject was destroyed
    ├── AuditUnavailable            what was asked cannot be put on record, so it is refused
    ├── Harvested                   a caller looked at more people in a day than it may
    └── InputInvalid                what the caller sent cannot be used
        └── NotFound                what the caller named is not in the graph

Each has a `code` for programs and one sentence in Chinese and in English that says what to do.
A verdict is a value, never one of these.
"""

from pathlib import PurePath
from typing import ClassVar


class CreditGraphError(Exception):
    """A failure that says, in two languages, what to do about it."""

    code: str = "INTERNAL"

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return f"{self.code}: {self.en} {self.zh}"


class EngineError(CreditGraphError):
    """The graph engine did not give an answer."""

    code = "ENGINE_FAILED"


class EngineUnavailable(EngineError):
    """The engine cannot be reached or started."""

    code = "ENGINE_UNAVAILABLE"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"图数据库无法连接（{reason}）。请运行 credit-graph doctor 检查后重试。",
            f"The graph engine cannot be reached ({reason}). Run `credit-graph doctor`, then try again.",
        )


class EngineTimeout(EngineError):
    """The query ran past its limit and was stopped on the engine."""

    code = "ENGINE_TIMEOUT"

    def __init__(self, query: str, seconds: float) -> None:
        super().__init__(
            f"查询 {query} 超过 {seconds:g} 秒，已终止。请缩小范围后重试。",
            f"{query} ran longer than {seconds:g} s and was stopped. Narrow the question and try again.",
        )
        self.query = query


class QueryTooExpensive(EngineError):
    """The engine ran out of the memory or work it may spend on one query."""

    code = "QUERY_TOO_EXPENSIVE"

    def __init__(self, query: str) -> None:
        super().__init__(
            f"查询 {query} 所需资源超过上限。请缩小范围或分批提交。",
            f"{query} needs more than one query may use. Narrow the question or ask in smaller batches.",
        )
        self.query = query


class ConstraintViolated(EngineError):
    """A unique key is taken by another node or relationship."""

    code = "CONSTRAINT_VIOLATED"

    def __init__(self, query: str) -> None:
        super().__init__(
            f"{query} 写入的标识已被占用。请重新读取后再写。",
            f"{query} writes a key that is taken. Read again, then write.",
        )
        self.query = query


class WriteConflict(EngineError):
    """Other writers touched the same facts until the time for retries was up."""

    code = "WRITE_CONFLICT"

    def __init__(self, query: str) -> None:
        super().__init__(
            f"{query} 与其他写入冲突，多次重试未成功。请稍后重试。",
            f"{query} met other writers at every attempt. Try again later.",
        )
        self.query = query


class WriteRefused(EngineError):
    """A query that may only read tried to write."""

    code = "WRITE_REFUSED"

    def __init__(self, query: str) -> None:
        super().__init__(
            f"{query} 只可读取，不可写入。请改用写入入口。",
            f"{query} may only read. Use a write operation instead.",
        )
        self.query = query


class QueryFailed(EngineError):
    """The engine rejected a shipped query, which is a defect of ours."""

    code = "QUERY_FAILED"

    def __init__(self, query: str, reason: str) -> None:
        super().__init__(
            f"查询 {query} 被图数据库拒绝（{reason}）。请向维护者报告。",
            f"The engine rejected {query} ({reason}). Report it to the maintainers.",
        )
        self.query = query


class QueryFileInvalid(CreditGraphError):
    """A .cypher file is not what its header or its row model says."""

    code = "QUERY_FILE_INVALID"

    def __init__(self, file: PurePath | str, reason: str) -> None:
        super().__init__(
            f"查询文件 {file} 有误：{reason}。请修正文件头或行模型。",
            f"Query file {file}: {reason}. Mend its header or its row model.",
        )
        self.file = file
        self.reason = reason


class LawInvalid(CreditGraphError):
    """A law file does not lint, so the service does not start."""

    code = "LAW_INVALID"

    def __init__(self, file: PurePath | str, line: int | None, reason: str) -> None:
        place = f"{file}:{line}" if line else f"{file}"
        super().__init__(
            f"法律数据 {place} 有误：{reason}。请修正后重新启动。",
            f"Law data {place}: {reason}. Mend it and start again.",
        )
        self.file = file
        self.line = line
        self.reason = reason


class PolicyInvalid(CreditGraphError):
    """The table of who may see what does not hold together, so the service does not start."""

    code = "POLICY_INVALID"

    def __init__(self, file: PurePath | str, reason: str) -> None:
        super().__init__(
            f"权限数据 {file} 有误：{reason}。请修正后重新启动。",
            f"The table of rights {file}: {reason}. Mend it and start again.",
        )
        self.file = file
        self.reason = reason


class Forbidden(CreditGraphError):
    """The role and purpose of the request do not open what it asks for; nothing follows about the subject."""

    code = "FORBIDDEN"

    def __init__(self, path: str, reason: str, reason_zh: str) -> None:
        super().__init__(f"无权查询 {path}：{reason_zh}。", f"{path} is not open to this request: {reason}.")
        self.path = path
        self.reason = reason


class CallerRefused(CreditGraphError):
    """Who asks is not known, or may not do what was asked; `status` is the answer over HTTP."""

    code = "CALLER_REFUSED"
    status: ClassVar[int] = 403


class ListeningRefused(CreditGraphError):
    """The settings would open the service to the network without protection."""

    code = "LISTENING_REFUSED"

    def __init__(self, reason: str, reason_zh: str) -> None:
        super().__init__(f"服务未启动：{reason_zh}。", f"The service does not start: {reason}.")


class KeyUnavailable(CreditGraphError):
    """A key cannot be had, or its holder cannot do what was asked; the secret is never in the message."""

    code = "KEY_UNAVAILABLE"

    def __init__(self, key: str, reason_zh: str, reason: str) -> None:
        super().__init__(
            f"密钥 {key} 不可用：{reason_zh}。请按 docs/security.md 处理后重试。",
            f"Key {key}: {reason}. See docs/security.md, then try again.",
        )
        self.key = key


class SubjectErased(KeyUnavailable):
    """The key of a subject was destroyed, and with it what was sealed under it."""

    code = "SUBJECT_ERASED"

    def __init__(self, subject_id: str) -> None:
        super().__init__(
            subject_id,
            "该主体的个人信息已删除，密钥已销毁",
            "the personal data of this subject were erased and its key destroyed",
        )


class AuditUnavailable(CreditGraphError):
    """The audit log cannot be written, so nothing may be shown or changed meanwhile."""

    code = "AUDIT_UNAVAILABLE"

    def __init__(self, reason_zh: str, reason: str) -> None:
        super().__init__(
            f"审计日志无法写入（{reason_zh}），本次操作已拒绝。请检查磁盘空间和权限，恢复后重试。",
            f"The audit log cannot be written ({reason}), so this was refused. "
            "Look at disk space and rights, then try again.",
        )
        self.reasons = (reason_zh, reason)


class Harvested(CreditGraphError):
    """A caller looked at more people in a day than it may; it is stopped until the next."""

    code = "HARVESTED"

    def __init__(self) -> None:
        super().__init__(
            "今日查询的主体数量已达上限，已停止并记录。确有需要请联系安全管理员。",
            "This caller looked at as many people today as it may; it was stopped and this is on record. "
            "Ask the security administrator if the work needs more.",
        )


class InputInvalid(CreditGraphError):
    """What the caller sent cannot be used; `path` says where it stands."""

    code = "INPUT_INVALID"

    def __init__(self, path: str, reason: str, reason_zh: str | None = None) -> None:
        super().__init__(
            f"输入 {path} 不可用：{reason_zh or reason}。请更正后重试。",
            f"{path} cannot be used: {reason}. Correct it and try again.",
        )
        self.path = path
        self.reason = reason


class NotFound(InputInvalid):
    """What the caller named is not in the graph."""

    code = "NOT_FOUND"
