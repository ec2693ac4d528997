"""Who asks one request: the caller, one of its roles, and the purpose it states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a caller may be; a request is made in one role."""

    PUBLIC = "PUBLIC"
    """Anybody, without signing in (公众)."""
    SUBJECT = "SUBJECT"
    """Somebody asking about oneself (信息主体)."""
    APPROVER = "APPROVER"
    """A window that registers, licenses or appoints (审批机关)."""
    LENDER = "LENDER"
    """A bank or another that asks with the consent of the subject (授信机构)."""
    REGULATOR = "REGULATOR"
    """An organ that supervises a region (监管部门)."""
    ANALYST = "ANALYST"
    """Somebody who investigates across subjects (分析人员)."""
    CASE_OFFICER = "CASE_OFFICER"
    """Somebody who handles objections, repairs and corrections (经办人员)."""
    AUDITOR = "AUDITOR"
    """Somebody who looks at who looked (审计人员)."""
    SECURITY_ADMINISTRATOR = "SECURITY_ADMINISTRATOR"
    """Somebody who gives and takes keys and roles, and sees no facts (安全管理员)."""
    ADMINISTRATOR = "ADMINISTRATOR"
    """Somebody who loads sources and runs the service, and gives no rights (系统管理员)."""
    OPEN = "OPEN"
    """Everybody on loopback while no callers are set up: the demo (演示)."""


#: The separated duties: nobody holds two of them.
SEPARATED = frozenset({Role.SECURITY_ADMINISTRATOR, Role.ADMINISTRATOR, Role.AUDITOR})


class Purpose(StrEnum):
    """What a request is for, as the law words it."""

    OFFICE_CHECK = "OFFICE_CHECK"
    """Checking fitness for an office (任职资格审查)."""
    LICENSING = "LICENSING"
    """Deciding on a registration or licence (行政许可)."""
    SUPERVISION = "SUPERVISION"
    """Supervising those one is competent for (监督管理)."""
    INVESTIGATION = "INVESTIGATION"
    """Investigating a case on the docket (案件调查)."""
    LENDING = "LENDING"
    """Granting credit (授信)."""
    PROCUREMENT = "PROCUREMENT"
    """Choosing a supplier or partner (采购与合作)."""
    CORRECTION = "CORRECTION"
    """Handling an objection, a repair or a correction (异议、修复与更正)."""
    ANALYSIS = "ANALYSIS"
    """Statistics and research on what may be known (统计分析)."""
    AUDIT = "AUDIT"
    """Looking at who looked (审计)."""
    OPERATION = "OPERATION"
    """Running the service (运行维护)."""
    SELF = "SELF"
    """Looking at what is kept about oneself (本人查询)."""


#: Where everything is kept, and where answers stay unless an approval is on record.
HOME = "CN"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks; made once a request from its credentials and headers, and never from its document.

    `caller_id` is `public`, `open` or the id of a Caller. `regions` are GB/T 2260 prefixes the caller's organ
    is competent for, `("",)` the whole country, `()` none. `subject_ids` are the subjects whom a verified
    number binds to this login. `scopes` are the root fields a key may ask, empty: all its role may.
    `strong` says that the caller proved who it is by a second factor; `key_expires` until when its key is valid;
    `country` is where its answers go (ISO 3166).
    """

    caller_id: str
    role: Role
    roles: tuple[Role, ...] = ()
    name: str = ""
    organ: str | None = None
    regions: tuple[str, ...] = ()
    subject_ids: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    strong: bool = False
    key_id: str | None = None
    purpose: Purpose | None = None
    authorisation_id: str | None = None
    case_ref: str | None = None
    country: str = HOME
    key_expires: datetime | None = None

    @property
    def known(self) -> bool:
        """Whether somebody signed in."""
        return self.role not in (Role.PUBLIC, Role.OPEN)


PUBLIC = Viewer("public", Role.PUBLIC)
OPEN = Viewer("open", Role.OPEN, regions=("",))
