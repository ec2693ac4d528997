"""What kind of organization a body is: known, implied by its listing and its state capital, or open."""

from __future__ import annotations

from graph_api.law.facts import Body
from graph_api.law.lawbook import Law
from graph_api.law.logic import Tri

#: What a body's share of state capital (国有资本) makes it, as a company and in general.
STATE_CAPITAL = {
    "WHOLLY": ("WHOLLY_STATE_OWNED_COMPANY", "WHOLLY_STATE_OWNED_ENTERPRISE"),
    "CONTROLLED": ("STATE_CONTROLLED_COMPANY",),
    "PARTICIPATED": ("STATE_PARTICIPATED_COMPANY",),
    "NONE": (),
}
_STATE_KINDS = frozenset({kind for kinds in STATE_CAPITAL.values() for kind in kinds} | {"CENTRAL_SOE"})
_ANYWHERE = frozenset({"ORGANISATION_ANY", "SECTOR_ENTERPRISE"})


def kinds_of(law: Law, body: Body) -> frozenset[str]:
    """Every kind the body is known to be, ancestors included."""
    key = (body.org_kinds, body.listed, body.state_capital, body.open_kinds)
    cache = law.caches["kinds"]
    found = cache.get(key)
    if found is None:
        kinds = {ancestor for kind in body.org_kinds for ancestor in law.kinds.get(kind, ())}
        if body.listed:
            kinds |= law.kinds["LISTED_COMPANY"]
        open_form = "COMPANY" not in kinds and "COMPANY" in _may_be(law, body)
        for kind in () if open_form else STATE_CAPITAL.get(body.state_capital or "NONE", ()):
            if "COMPANY" in kinds or not kind.endswith("_COMPANY"):
                if kind == "WHOLLY_STATE_OWNED_ENTERPRISE" and "COMPANY" in kinds:
                    continue
                kinds |= law.kinds[kind]
        found = cache[key] = frozenset(kinds)
    assert isinstance(found, frozenset)
    return found


def body_is(law: Law, body: Body, kind: str) -> Tri:
    """Whether the body is of a kind; unknown only where a name or a missing fact gives reason to."""
    if kind in _ANYWHERE:
        return Tri.YES
    known = kinds_of(law, body)
    if kind in known:
        return Tri.YES
    may = _may_be(law, body)
    if kind in may:
        return Tri.MAYBE
    if body.closed or not law.kinds[kind].isdisjoint(body.not_org_kinds):
        return Tri.NO
    if kind in _STATE_KINDS:
        return _state_kind(body, kind, known, may)
    if kind in ("LISTED_COMPANY", "SECURITIES_ISSUER"):
        return _issuer(body, kind, known) if _may_be_company(body, known | may) else Tri.NO
    words = law.vocabulary.org_kind[kind].name_words
    if words:
        return Tri.MAYBE if any(word in name for name in names_of(body) for word in words) else Tri.NO
    return Tri.NO if body.org_kinds else Tri.MAYBE


def names_of(body: Body) -> tuple[str, ...]:
    """The name of a body, or every name it may bear on the day."""
    return (body.name, *body.other_names)


def _may_be(law: Law, body: Body) -> frozenset[str]:
    """Every kind that the body may be on the day by its history, ancestors included."""
    if not body.open_kinds:
        return frozenset()
    return frozenset(ancestor for kind in body.open_kinds for ancestor in law.kinds.get(kind, ()))


def _state_kind(body: Body, kind: str, known: frozenset[str], may: frozenset[str]) -> Tri:
    may_be_company = _may_be_company(body, known | may)
    if kind == "CENTRAL_SOE":
        return Tri.NO if body.state_capital in ("NONE", "PARTICIPATED") or not may_be_company else Tri.MAYBE
    if body.state_capital is not None:
        # Where its form is open, so is which of its kinds the state capital makes it.
        open_form = "COMPANY" in may and kind in STATE_CAPITAL.get(body.state_capital, ())
        return Tri.MAYBE if open_form else Tri.NO
    if not may_be_company:
        return Tri.NO
    if kind == "WHOLLY_STATE_OWNED_ENTERPRISE":
        return Tri.NO if "COMPANY" in known else Tri.MAYBE
    return Tri.MAYBE


def _may_be_company(body: Body, kinds: frozenset[str]) -> bool:
    return not body.org_kinds or "COMPANY" in kinds or "ENTERPRISE_ANY" in kinds


def _issuer(body: Body, kind: str, known: frozenset[str]) -> Tri:
    if kind == "LISTED_COMPANY" and (body.listed is False or "LIMITED_COMPANY" in known):
        return Tri.NO
    return Tri.MAYBE
