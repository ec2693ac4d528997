"""Requests that are answered without being executed, each with its HTTP status.

RequestRefused
├── of what it is: METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE, UNSUPPORTED_ENCODING,
│   BODY_TOO_LARGE, BODY_TOO_SLOW, BAD_REQUEST, BATCHING_REFUSED, VARIABLES_TOO_LARGE
├── of where it comes from: MISDIRECTED, FOREIGN_ORIGIN
├── of its document: DOCUMENT_UNKNOWN, DOCUMENT_MISMATCH, DOCUMENTS_ONLY
└── of how many there are: TOO_MANY_REQUESTS, OVERLOADED
"""

from __future__ import annotations

import orjson

from graph_api.errors import CreditGraphError

Words = tuple[int, str, str]

TABLE: dict[str, Words] = {
    "METHOD_NOT_ALLOWED": (405, "Send a POST request.", "请以 POST 方式提交。"),
    "NOT_ACCEPTABLE": (
        406,
        "Accept application/json or application/graphql-response+json.",
        "请接受 application/json 或 application/graphql-response+json。",
    ),
    "UNSUPPORTED_MEDIA_TYPE": (
        415,
        "Send the request as application/json in UTF-8.",
        "请以 UTF-8 编码的 application/json 提交。",
    ),
    "UNSUPPORTED_ENCODING": (415, "Send the body uncompressed.", "请勿压缩请求正文。"),
    "BODY_TOO_LARGE": (413, "Split the request.", "请求过大，请分次提交。"),
    "BODY_TOO_SLOW": (
        408,
        "The body did not arrive in time. Send it again.",
        "请求正文未按时到达，请重新提交。",
    ),
    "BAD_REQUEST": (
        400,
        "Send one JSON object with a `query`, and `variables` and `operationName` if needed.",
        "请提交一个含 query 的 JSON 对象，必要时附 variables 与 operationName。",
    ),
    "BATCHING_REFUSED": (
        400,
        "Send one operation a request; officerEligibilities answers many questions in one.",
        "每次请求只提交一个操作；批量查询请用 officerEligibilities。",
    ),
    "VARIABLES_TOO_LARGE": (
        413,
        "The variables hold too many values, too long a text or too many levels. Split the request.",
        "变量数量过多、文本过长或层级过深，请分次提交。",
    ),
    "MISDIRECTED": (
        421,
        "This service does not answer under that name; see the setting `hosts`.",
        "本服务不以该名称应答，请见设置 hosts。",
    ),
    "FOREIGN_ORIGIN": (
        403,
        "Pages of that origin may not ask; see the setting `origins`.",
        "不接受该来源网页的请求，请见设置 origins。",
    ),
    "DOCUMENT_UNKNOWN": (
        400,
        "No trusted document has this id. Publish it before it is used.",
        "没有该编号的可信文档，请先登记后使用。",
    ),
    "DOCUMENT_MISMATCH": (
        400,
        "The document is not the one of this id. Send the id alone.",
        "文档内容与编号不符，请只提交编号。",
    ),
    "DOCUMENTS_ONLY": (
        403,
        "Only trusted documents are answered here. Send a `documentId`.",
        "此处只受理可信文档，请提交 documentId。",
    ),
    "TOO_MANY_REQUESTS": (
        429,
        "The allowance of this minute is spent. Wait as long as Retry-After says.",
        "本分钟的用量已满，请按 Retry-After 所示时间后重试。",
    ),
    "OVERLOADED": (
        503,
        "The service is busy. Try again after the time in Retry-After.",
        "服务繁忙，请按 Retry-After 所示时间后重试。",
    ),
}


class RequestRefused(CreditGraphError):
    """A request that is not executed; `status` is its HTTP status, `retry_after` the seconds to wait."""

    def __init__(self, code: str, retry_after: int | None = None, close: bool = False) -> None:
        self.status, en, zh = TABLE[code]
        super().__init__(zh, en)
        self.code = code
        self.retry_after = retry_after
        self.close = close

    def body(self) -> bytes:
        """The answer as JSON."""
        extensions = {"code": self.code, "zh": self.zh, "en": self.en}
        return orjson.dumps({"errors": [{"message": self.en, "extensions": extensions}]})

    def headers(self) -> list[tuple[bytes, bytes]]:
        """What the answer says beside its body."""
        found = []
        if self.status == 405:
            found.append((b"allow", b"POST"))
        if self.retry_after is not None:
            found.append((b"retry-after", str(self.retry_after).encode()))
        if self.close:
            found.append((b"connection", b"close"))
        return found
