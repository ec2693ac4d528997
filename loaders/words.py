"""The codes that rows may use, taken from the law: positions, roles, triggers, sectors, kinds of record."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_api.law.lawbook import Law

OWN_CODES: Mapping[str, frozenset[str]] = {
    "subject_kind": frozenset(
        {
            "PERSON",
            "ENTERPRISE",
            "PUBLIC_INSTITUTION",
            "SOCIAL_ORGANIZATION",
            "GOVERNMENT_ORGAN",
            "INDIVIDUAL_BUSINESS",
            "COOPERATIVE",
            "PARTNERSHIP",
            "OTHER",
        }
    ),
    "state_capital": frozenset({"WHOLLY", "CONTROLLED", "PARTICIPATED", "NONE"}),
    "status": frozenset({"OPERATING", "REVOKED", "DEREGISTERED", "ANNULLED"}),
    "gender": frozenset({"MALE", "FEMALE"}),
    "nominated_by": frozenset({"STATE", "OTHER"}),
    "capacity": frozenset(
        {
            "SHAREHOLDER",
            "GENERAL_PARTNER",
            "LIMITED_PARTNER",
            "SOLE_INVESTOR",
            "PROPRIETOR",
            "SPONSOR",
            "MEMBER",
        }
    ),
    "characteristic": frozenset(
        {
            "NAME",
            "ORG_KIND",
            "SECTOR",
            "STATE_CAPITAL",
            "SUPERVISING_ORGAN",
            "REGION",
            "LISTED",
            "STATUS",
        }
    ),
    "relation": frozenset({"BRANCH_OF", "SUPERVISED_BY"}),
    "stage": frozenset({"DECISION", "PROPOSAL", "REPORT"}),
    "carrier": frozenset({"PERSON", "ORGANISATION"}),
    "withdrawn_kind": frozenset({"WITHDRAWN", "ANNULLED", "CHANGED"}),
    "finding_state": frozenset({"FOUND", "NOT_RESPONSIBLE"}),
    "objection_kind": frozenset(
        {"OBJECTION", "VERIFICATION", "RECONSIDERATION", "LITIGATION", "IMPERSONATION"}
    ),
    "outcome": frozenset({"UPHELD", "REJECTED", "WITHDRAWN"}),
    "decision_relation": frozenset({"PRECEDED_BY", "CONFIRMS", "AMENDS", "ANNULS", "STAYS"}),
    "same_as_state": frozenset({"PROPOSED", "JOINED", "REVERSED"}),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of record that may be kept: whether it is adverse, and in which regions if not everywhere."""

    adverse: bool
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """Every code a row may use, and every kind of record that may be kept."""

    codes: Mapping[str, frozenset[str]]
    record_kinds: Mapping[str, Kept]


def words_of(law: Law) -> Words:
    """The codes and kinds that this law knows."""
    known = law.vocabulary
    codes = {
        "position": frozenset(known.position),
        "org_kind": frozenset(known.org_kind),
        "sector": frozenset(known.sector),
        "role": frozenset(known.role),
        "trigger": frozenset(known.trigger),
        "qualifier": frozenset(known.qualifier),
    }
    kinds = {
        kind.code: Kept(adverse=kind.direction == "ADVERSE", regions=kind.regions)
        for kind in law.record_kinds
    }
    return Words(codes={**OWN_CODES, **codes}, record_kinds=kinds)
