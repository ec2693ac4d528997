"""Reads the sentences of tests/ownership/cases.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from graph_api.ownership.control import ControlTest, ultimate_controllers
from graph_api.ownership.shares import held_by, holders_of, left_open
from graph_api.ownership.stakes import Control, Share, Stake, Stakes, exactly

FILE = Path(__file__).parent / "cases.toml"
HOLDS = re.compile(r"(\w+) holds (some|[\d.]+%(?: to [\d.]+%)?) of (\w+)(?: with ([\d.]+%) of the votes)?")
CONTROLS = re.compile(r"(\w+) controls (\w+)( by agreement)?")
NOMINEE = re.compile(r"(\w+) is a nominee")
UNSEEN = re.compile(r"the holders of (\w+) were not looked at")


@dataclass(frozen=True)
class Case:
    """One case: what is given, what is asked, and the whole answer."""

    name: str
    stakes: tuple[Stake, ...]
    controls: tuple[Control, ...]
    nominees: frozenset[str]
    unseen: frozenset[str]
    ask: tuple[str, str]
    then: dict[str, str]

    @property
    def graph(self) -> Stakes:
        """The graph of what is given."""
        return Stakes.among(self.stakes, self.controls)


def cases() -> Iterator[Case]:
    """Every case of the file, in order."""
    for each in tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]:
        yield _case(each)


def _case(values: dict[str, object]) -> Case:
    stakes, controls, nominees, unseen = [], [], set(), set()
    for sentence in values["given"]:  # type: ignore[attr-defined]  # the file says it is a list
        if found := HOLDS.fullmatch(sentence):
            holder, part, organization, votes = found.groups()
            share = _part(part)
            stakes.append(Stake(holder, organization, share, _part(votes) if votes else share))
        elif found := CONTROLS.fullmatch(sentence):
            controls.append(Control(found[1], found[2], bool(found[3])))
        elif found := NOMINEE.fullmatch(sentence):
            nominees.add(found[1])
        elif found := UNSEEN.fullmatch(sentence):
            unseen.add(found[1])
        else:
            raise ValueError(sentence)
    question, _, about = str(values["ask"]).rpartition(" of ")
    return Case(
        str(values["name"]),
        tuple(stakes),
        tuple(controls),
        frozenset(nominees),
        frozenset(unseen),
        (question, about),
        dict(values["then"]),  # type: ignore[call-overload]  # the file says it is a table
    )


def _part(text: str) -> Share:
    if text == "some":
        return Share(Fraction(0), Fraction(1))
    bounds = [Fraction(each.strip().rstrip("%")) / 100 for each in text.split(" to ")]
    return Share(bounds[0], bounds[-1])


def answer(case: Case) -> dict[str, str]:
    """The whole answer of the product to a case, in the words of the file."""
    question, about = case.ask
    if question == "controllers":
        return _controllers(case, about)
    if question == "left open":
        ends = frozenset(each for each in case.graph.by if each not in case.graph.of)
        return {"": _told(left_open(case.graph, about, ends))}
    asked = holders_of if question == "holders" else held_by
    held = asked(case.graph, about, case.unseen)
    assert held.bounded == ()
    found = {}
    for each in held.holdings:
        more = f", at most {each.could_be}" if each.could_be != each.share.most else ""
        found[each.holder if question == "holders" else each.organization] = _told(each.share) + more
    return found


def _controllers(case: Case, about: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in ultimate_controllers(case.graph, about, case.nominees):
        weak = each.test in (ControlTest.LARGEST_HOLDER, ControlTest.OFFICE)
        standing = "" if each.certain else ", not established" if weak else ", possibly"
        words = each.test.value + standing + (", in a loop" if each.in_a_loop else "")
        found[each.holder] = f"{found[each.holder]}; {words}" if each.holder in found else words
    return found


def _told(share: Share) -> str:
    return str(share.least) if share.known else f"{share.least} to {share.most}"


def wanted(case: Case) -> dict[str, str]:
    """The answer the file wants, its fractions in lowest terms."""
    if case.ask[0] == "controllers":
        return case.then
    return {
        key: re.sub(r"\d+(/\d+)?", lambda found: str(Fraction(found[0])), told)
        for key, told in case.then.items()
    }


def known(stakes: tuple[Stake, ...]) -> list[tuple[str, str, Fraction]]:
    """The stakes as plain triples, where every one is known."""
    assert all(each.share == exactly(each.share.least) for each in stakes)
    return [(each.holder, each.organization, each.share.least) for each in stakes]
