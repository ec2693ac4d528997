"""Beneficial Ownership Data Standard 0.4: statements to flat rows, one for each interest."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from loaders.rows import Doubt, Reject, Row

Rows = Iterator[Row | Reject]
ENTITY_KINDS = {
    "registeredEntity": "ENTERPRISE",
    "state": "GOVERNMENT_ORGAN",
    "stateBody": "GOVERNMENT_ORGAN",
}
POSTS = {
    "boardMember": "DIRECTOR",
    "boardChair": "CHAIRMAN",
    "seniorManagingOfficial": "SENIOR_MANAGER",
}
Interest = Mapping[str, Any]


def statement_rows(rows: Rows, name: str) -> Rows:
    """Flat rows of entity, person and relationship statements; what names nobody is a reject."""
    for row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        statement = row.document
        if statement is None:
            try:
                statement = orjson.loads(row.values.get("statement", ""))
            except orjson.JSONDecodeError:
                yield _reject(row, "NOT_JSON", "陈述不是有效的JSON", "the statement is not JSON")
                continue
        yield from _flat(row, statement)


def _flat(row: Row, statement: Mapping[str, Any]) -> Rows:
    details, kind = statement.get("recordDetails"), statement.get("recordType")
    if not isinstance(details, dict) or not statement.get("recordId"):
        yield _reject(
            row, "NO_DETAILS", "陈述缺少记录编号或者内容", "the statement has no record id or details"
        )
    elif kind == "entity":
        yield _row(row, {"_type": "subject", "_key": statement["recordId"], **_entity(details)})
    elif kind == "person":
        yield _row(row, {"_type": "subject", "_key": statement["recordId"], **_person(details)})
    elif kind == "relationship":
        yield from _relationship(row, statement, details)
    else:
        yield _reject(row, "RECORD_TYPE", "未知的陈述类型", "not an entity, person or relationship statement")


def _entity(details: Mapping[str, Any]) -> dict[str, str]:
    kind = details.get("entityType", {}).get("type", "")
    numbers = [
        f"{one['scheme']}={one['id']}"
        for one in details.get("identifiers", ())
        if one.get("scheme") and one.get("id")
    ]
    listed = details.get("publicListing", {}).get("hasPublicListing")
    return {
        "_kind": ENTITY_KINDS.get(kind, "OTHER"),
        "_name": details.get("name")
        or f"({details.get('unspecifiedEntityDetails', {}).get('reason', kind)})",
        "_numbers": ";".join(numbers),
        "_established": details.get("foundingDate", ""),
        "_form": kind,
        "_listed": {True: "true", False: "false"}.get(listed, ""),
    }


def _person(details: Mapping[str, Any]) -> dict[str, str]:
    names = [one["fullName"] for one in details.get("names", ()) if one.get("fullName")]
    reason = details.get("unspecifiedPersonDetails", {}).get("reason", "anonymous")
    return {
        "_kind": "PERSON",
        "_name": names[0] if names else f"({reason})",
        "_born": details.get("birthDate", ""),
    }


def _relationship(row: Row, statement: Mapping[str, Any], details: Mapping[str, Any]) -> Rows:
    party, interests = details.get("interestedParty"), details.get("interests") or []
    if not isinstance(party, str):
        yield _reject(row, "UNSPECIFIED_PARTY", "陈述未写明权益人", "the statement names no interested party")
        return
    if not interests:
        yield _reject(row, "NO_INTEREST", "陈述未写明权益", "the statement names no interest")
        return
    closed = statement.get("statementDate", "") if statement.get("recordStatus") == "closed" else ""
    for place, interest in enumerate(interests):
        common = {
            "_key": f"{statement['recordId']}|{place}",
            "_holder": party,
            "_organization": str(details.get("subject", "")),
            "_since": interest.get("startDate", ""),
            "_until": interest.get("endDate", "") or closed,
            "_seen": statement.get("statementDate", ""),
        }
        told = _interest(interest)
        if told is None:
            yield _reject(row, "INTEREST_TYPE", "陈述未写明权益类型", "the interest has no type")
        else:
            yield _row(row, {**common, **told})


def _interest(interest: Interest) -> dict[str, str] | None:
    kind = interest.get("type")
    if not kind:
        return None
    if kind in POSTS:
        return {"_type": "position", "_position": POSTS[kind]}
    direct = interest.get("directOrIndirect", "direct") == "direct"
    if kind in ("shareholding", "votingRights") and direct:
        low, high = _share(interest.get("share") or {})
        word = "share" if kind == "shareholding" else "votes"
        return {"_type": "ownership", f"_{word}_min": low, f"_{word}_max": high}
    return {"_type": "control", "_means": kind if direct else f"{kind} ({interest['directOrIndirect']})"}


def _share(share: Mapping[str, Any]) -> tuple[str, str]:
    """The least and the greatest fraction; what is not stated is unknown."""
    exact = share.get("exact")
    low = exact if exact is not None else share.get("minimum", share.get("exclusiveMinimum"))
    high = exact if exact is not None else share.get("maximum", share.get("exclusiveMaximum"))
    return tuple("" if bound is None else f"{float(bound) / 100:.8f}" for bound in (low, high))  # type: ignore[return-value]


def _row(row: Row, derived: dict[str, str]) -> Row:
    return Row(row.file, row.line, {"statement": row.values.get("statement", ""), **derived})


def _reject(row: Row, code: str, zh: str, en: str) -> Reject:
    return Reject(row, Doubt("statement", code, zh, en))
