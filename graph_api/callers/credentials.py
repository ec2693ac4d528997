"""What the headers of a request say about who asks, in which role and what for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import unquote, unquote_to_bytes

from pydantic import SecretStr

from graph_api.access.viewer import Purpose, Role
from graph_api.callers.refusals import CredentialsInUrl, CredentialsRefused, StatementRefused

Word = TypeVar("Word", bound=StrEnum)

LONGEST_CREDENTIALS = 8 * 1024
LONGEST_REFERENCE = 100
BEARER = re.compile(r"(?i:bearer) +([A-Za-z0-9._~+/=-]+)")
NAMES = (b"authorization", b"credit-role", b"credit-purpose", b"credit-authorisation", b"credit-case")
#: A key of ours, a signed token, or a parameter that is there to carry one.
IN_URL = re.compile(
    rb"cg_[0-9a-z]{12}_|eyJ[\w-]+\.[\w-]+\.|(?:^|[&;?])(?:access_token|id_token|token|(?:api_?)?key|authorization)=",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What the headers of a request say; the credentials never show."""

    credentials: SecretStr | None = None
    role: Role | None = None
    purpose: Purpose | None = None
    authorisation_id: str | None = None
    case_ref: str | None = None


def refuse_in_url(query: bytes) -> None:
    """Refuses an address that carries a key or a token."""
    if query and (IN_URL.search(query) or IN_URL.search(unquote_to_bytes(query))):
        raise CredentialsInUrl()


def stated(headers: Iterable[tuple[bytes, bytes]]) -> Stated:
    """The statements of a request; one that is repeated, unknown or unreadable is refused."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in NAMES:
            if name in found:
                raise _repeated(name)
            found[name] = value
    if not found:
        return Stated()
    return Stated(
        _credentials(found.get(b"authorization")),
        _word("Credit-Role", found.get(b"credit-role"), Role, (Role.OPEN,)),
        _word("Credit-Purpose", found.get(b"credit-purpose"), Purpose),
        _reference("Credit-Authorisation", found.get(b"credit-authorisation")),
        _reference("Credit-Case", found.get(b"credit-case")),
    )


def _repeated(name: bytes) -> CredentialsRefused | StatementRefused:
    if name == b"authorization":
        return CredentialsRefused("REPEATED")
    return StatementRefused(name.decode(), "出现了多次", "it is given more than once")


def _credentials(value: bytes | None) -> SecretStr | None:
    if value is None:
        return None
    if len(value) > LONGEST_CREDENTIALS:
        raise CredentialsRefused("TOO_LONG")
    found = BEARER.fullmatch(value.decode("latin-1").strip())
    if found is None:
        raise CredentialsRefused("MALFORMED")
    return SecretStr(found.group(1))


def _word(header: str, value: bytes | None, words: type[Word], but: tuple[Word, ...] = ()) -> Word | None:
    if value is None:
        return None
    known = {word.value: word for word in words if word not in but}
    found = known.get(value.decode("latin-1").strip())
    if found is None:
        listed = ", ".join(known)
        raise StatementRefused(header, f"可用值为 {listed}", f"it is one of {listed}")
    return found


def _reference(header: str, value: bytes | None) -> str | None:
    """A reference as text: UTF-8, percent-encoded where a client cannot send that."""
    if value is None:
        return None
    try:
        text = unquote(value.decode("utf-8"), errors="strict").strip()
    except UnicodeDecodeError:
        text = ""
    if not text or len(text) > LONGEST_REFERENCE or not text.isprintable():
        raise StatementRefused(
            header,
            f"应为 1 至 {LONGEST_REFERENCE} 个可显示的字符（UTF-8 或百分号编码）",
            f"it is 1 to {LONGEST_REFERENCE} printable characters, in UTF-8 or percent-encoded",
        )
    return text
