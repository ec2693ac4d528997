"""What one request may see: the rights of its role and purpose, weighed subject by subject, and what it has seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from strawberry.dataloader import DataLoader

from graph_api.access.policy import Policy, Reach, Rights
from graph_api.access.rows import BORDER_APPROVALS, REACH_OF_SUBJECTS, ReachRow
from graph_api.access.viewer import HOME, Viewer
from graph_api.audit.entry import BEIJING
from graph_api.engine.db import Database
from graph_api.errors import Forbidden

#: The whole country as the reach of an organ.
WHOLE_COUNTRY = ""
#: A count below this points at somebody.
FEW = 5


class Hidden(StrEnum):
    """Why something is not shown; the same whether or not there was anything to show."""

    ROLE = "ROLE"
    PURPOSE = "PURPOSE"
    REGION = "REGION"
    CONSENT = "CONSENT"
    APPROVAL = "APPROVAL"
    OTHERS = "OTHERS"
    BORDER = "BORDER"


_BY_REACH = {
    Reach.REGION: Hidden.REGION,
    Reach.CONSENTED: Hidden.CONSENT,
    Reach.APPROVED: Hidden.APPROVAL,
    Reach.SELF: Hidden.OTHERS,
    Reach.ORGAN: Hidden.OTHERS,
}

WORDS: dict[Hidden, tuple[str, str]] = {
    Hidden.ROLE: ("not shown to the role {role}", "不向角色 {role} 提供"),
    Hidden.PURPOSE: (
        "state one of these purposes in the header Credit-Purpose: {purposes}",
        "请在请求头 Credit-Purpose 中声明用途：{purposes}",
    ),
    Hidden.REGION: ("outside the regions of your organ", "不在本机关管辖区域之内"),
    Hidden.CONSENT: (
        "the subject has to authorise your organ for this purpose first",
        "须先取得信息主体对本机构、本用途的授权",
    ),
    Hidden.APPROVAL: (
        "a second officer has to release it for this case first",
        "须先由另一名工作人员就本案批准",
    ),
    Hidden.OTHERS: ("it is somebody else's", "属于他人，不予提供"),
    Hidden.BORDER: (
        "no answer about a subject leaves the country; an administrator has to record the approval of the authority",
        "信用信息不得出境，须先由管理员登记主管机关的批准",
    ),
}


def refused(reason: Hidden, path: str) -> Forbidden:
    """The refusal for a reason that needs no class."""
    return Forbidden(path, *WORDS[reason])


@dataclass(frozen=True, slots=True)
class Tried:
    """An answer about somebody that was asked for and not given; `key` tells those apart who are not in the graph."""

    subject_id: str | None
    shown: str
    key: str = ""


@dataclass
class Access:
    """The rights of one request; made with its context and thrown away with it."""

    policy: Policy
    viewer: Viewer
    db: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    views: dict[str, set[str]] = field(default_factory=dict)
    """The people this request was shown, and which fields of them: what the audit log writes."""
    refused: set[Tried] = field(default_factory=set)
    """Whom this request asked about and was refused, in the graph or not."""
    authorisations: dict[str, set[str]] = field(default_factory=dict)
    """The authorisations that opened something, by the subject that gave them."""
    releases: dict[str, set[str]] = field(default_factory=dict)
    """The releases that opened something of a subject, or that were asked for or decided."""

    def __post_init__(self) -> None:
        self.rights: Rights = self.policy.rights(self.viewer.role, self.viewer.purpose)
        self._approved_abroad: bool | None = None
        self._near: DataLoader[str, ReachRow | None] = DataLoader(load_fn=self._reach, max_batch_size=1000)

    def everywhere(self, code: str) -> bool:
        """Whether a class is open for every subject, so that nothing has to be looked up."""
        return self.rights.everywhere(code)

    async def sees(self, code: str, subject_id: str) -> bool:
        """Whether a class is open for a subject."""
        reaches = self.rights.reaches.get(code)
        if not reaches:
            return False
        if Reach.ALL in reaches:
            return True
        if Reach.SELF in reaches and subject_id in self.viewer.subject_ids:
            return True
        if Reach.REGION in reaches and WHOLE_COUNTRY in self.viewer.regions:
            return True
        if not reaches & {Reach.REGION, Reach.CONSENTED, Reach.APPROVED}:
            return False
        near = await self._near.load(subject_id)
        if near is None:
            return False
        if Reach.CONSENTED in reaches and (opening := _opening(code, near.consented)):
            self.authorisations.setdefault(subject_id, set()).update(opening)
            return True
        if Reach.REGION in reaches and near.in_region:
            return True
        return Reach.APPROVED in reaches and self._released(code, near)

    def _released(self, code: str, near: ReachRow) -> bool:
        """Whether a second officer released a class of a subject; each look through a release is put on record."""
        opening = _opening(code, near.approved)
        if opening:
            self.releases.setdefault(near.subject_id, set()).update(opening)
            self.viewed(near.subject_id, f"Release.{code}")
        return bool(opening)

    async def sees_all(self, codes: Sequence[str], subject_id: str) -> bool:
        """Whether every one of these classes is open for a subject."""
        return all([await self.sees(code, subject_id) for code in codes])

    async def demand(self, codes: Sequence[str], subject_id: str, path: str) -> None:
        """Refuses unless these classes are open for a subject; says nothing about whether the subject exists."""
        for code in codes:
            if not await self.sees(code, subject_id):
                raise self.refusal(code, path)

    def demand_root(self, code: str, path: str) -> None:
        """Refuses a root field whose class is open to this role and purpose for nobody at all."""
        if not self.rights.somewhere(code):
            raise self.refusal(code, path)

    async def demand_home(self, path: str) -> None:
        """Refuses every answer about a subject to who sits abroad, unless an approval of it is on record."""
        if self.viewer.country == HOME:
            return
        if self._approved_abroad is None:
            rows = await self.db.read(BORDER_APPROVALS, caller_id=self.viewer.caller_id, now=self.now())
            self._approved_abroad = bool(rows)
        if not self._approved_abroad:
            raise refused(Hidden.BORDER, path)

    def demand_list(self, region: str | None, path: str) -> None:
        """Refuses a list across subjects unless it keeps within the reach of the viewer."""
        if self.everywhere("SURVEY"):
            return
        self.demand_root("SURVEY", path)
        regions = self.viewer.regions
        if WHOLE_COUNTRY in regions:
            return
        if region is None or not any(region.startswith(each) for each in regions):
            raise Forbidden(
                path,
                f"give a region within your organ's: {', '.join(regions) or 'it has none'}",
                f"请指定本机关管辖的行政区划：{'、'.join(regions) or '无'}",
            )

    async def sees_case(self, kept_by: Sequence[str], subject_id: str) -> bool:
        """Whether a kept answer about a subject is open: to who kept it, to the subject, to who may see all."""
        own = Reach.ORGAN in self.rights.reaches.get("CASE", ()) and self.grantee in kept_by
        return own or await self.sees("CASE", subject_id)

    def counted(self, number: int) -> int | None:
        """A count across subjects; one of very few points at somebody, and is not given to who may not see people."""
        return None if 0 < number < FEW and not self.rights.somewhere("PERSONAL") else number

    @property
    def grantee(self) -> str:
        """Whom a subject authorises: the organ of the caller, or the caller where it has none."""
        return self.viewer.organ or self.viewer.caller_id

    def hidden(self, code: str) -> Hidden:
        """Why a class is not shown here."""
        reaches = self.rights.reaches.get(code)
        if not reaches:
            return Hidden.PURPOSE if self.policy.needs(self.viewer.role, code) else Hidden.ROLE
        return _BY_REACH[min(reaches, key=list(Reach).index)]

    def words(self, code: str) -> tuple[str, str]:
        """Why a class is not shown, in English and Chinese."""
        en, zh = WORDS[self.hidden(code)]
        purposes = ", ".join(self.policy.needs(self.viewer.role, code))
        named = {"role": self.viewer.role.value, "purposes": purposes}
        return en.format(**named), zh.format(**named)

    def refusal(self, code: str, path: str) -> Forbidden:
        """The refusal of a class at a place."""
        return Forbidden(path, *self.words(code))

    def viewed(self, subject_id: str, shown: str) -> None:
        """Notes that a field of a person was shown."""
        self.views.setdefault(subject_id, set()).add(shown)

    def refuse(self, subject_id: str | None, shown: str, key: str) -> None:
        """Notes that nothing was told of somebody; who is not in the graph counts as one who is, once for each key."""
        self.refused.add(Tried(subject_id, shown, "" if subject_id else key))

    def authorisations_of(self, subject_id: str) -> frozenset[str]:
        """The authorisations of a subject that opened something to this request."""
        return frozenset(self.authorisations.get(subject_id, ()))

    async def _reach(self, subject_ids: list[str]) -> list[ReachRow | None]:
        viewer = self.viewer
        rows = await self.db.read(
            REACH_OF_SUBJECTS,
            subject_ids=subject_ids,
            regions=list(viewer.regions),
            organ=viewer.organ or "",
            grantee=self.grantee,
            caller_id=viewer.caller_id,
            purpose=viewer.purpose.value if viewer.purpose else "",
            case_ref=viewer.case_ref or "",
            now=self.now(),
            today=self.now().astimezone(BEIJING).date(),
        )
        found = {row.subject_id: row for row in rows}
        return [found.get(subject_id) for subject_id in subject_ids]


def _opening(code: str, given: Sequence[Sequence[Any]]) -> set[str]:
    """The ids of those authorisations or releases that open a class."""
    return {str(key) for key, classes in given if code in classes}
