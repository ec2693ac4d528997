"""The office asked for as the kernel takes it: codes checked, the body known, of a class or described."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph_api.eligibility.asks import OfficeRef
from graph_api.law.facts import Body, Office
from graph_api.law.lawbook import Law
from graph_api.law.model import Word
from graph_api.refusals import InvalidOffice

STATE_CAPITAL = ("WHOLLY", "CONTROLLED", "PARTICIPATED", "NONE")


def check_office(law: Law, office: OfficeRef, path: str) -> None:
    """Refuses codes that the law's vocabulary lacks, and an office in no body at all."""
    words = law.vocabulary
    _known(words.position, (office.position,), f"{path}.position", "officeTypes")
    _known(words.org_kind, office.body_class, f"{path}.bodyClass", "officeTypes")
    _known(words.sector, office.sectors, f"{path}.sectors", "officeTypes")
    if office.state_capital is not None and office.state_capital not in STATE_CAPITAL:
        allowed = ", ".join(STATE_CAPITAL)
        raise InvalidOffice(f"{path}.stateCapital", f"it must be one of {allowed}", f"应为 {allowed} 之一")
    if office.body is None and not office.body_class:
        raise InvalidOffice(path, "give `body` or `bodyClass`", "请提供 body 或者 bodyClass")
    if office.body is not None and office.body_class:
        raise InvalidOffice(path, "give `body` or `bodyClass`, not both", "body 与 bodyClass 只能提供一项")


def _known(words: Mapping[str, Word], codes: Iterable[str], path: str, where: str) -> None:
    for code in codes:
        if code not in words:
            raise InvalidOffice(
                path,
                f"{code[:40]!r} is not a code of the law; `{where}` lists them",
                f"“{code[:40]}”不是法律数据中的代码，可用 {where} 查询",
            )


def office_of(office: OfficeRef, body: Body | None) -> Office:
    """The office for the kernel; of a body in the graph the caller may only say what is not known yet."""
    if body is None:
        described = Body(
            name=office.name,
            org_kinds=office.body_class,
            sectors=office.sectors,
            region=office.region,
            listed=office.listed,
            state_capital=office.state_capital,
            closed=True,
        )
        return Office(office.position, described, office.nominated_by_state, office.permissions)
    told = Body(
        sectors=office.sectors,
        region=office.region,
        listed=office.listed,
        state_capital=office.state_capital,
    )
    return Office(
        office.position,
        body,
        office.nominated_by_state,
        office.permissions,
        None if told == Body() else told,
    )
