"""Codes into words: one template set in two languages, read once."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graph_api.law.articles import in_chinese
from graph_api.law.lawbook import Law
from graph_api.law.proof import end_code
from graph_api.law.verdict import Gap, Ground, Line, NotGround, Unknown, Verdict, WayOut

_CHINESE = re.compile("[一-鿿]")

FILE = Path(__file__).with_name("wording.toml")
Templates = dict[str, dict[str, dict[str, str]]]


class Text(NamedTuple):
    """A sentence in both languages."""

    zh: str
    en: str


@lru_cache(maxsize=1)
def templates() -> Templates:
    """The template set as written."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Words:
    """The words of one law: templates filled with the names its vocabulary gives to codes."""

    law: Law

    def plain(self, kind: str, code: str) -> Text:
        """A text that takes no values; the code itself where the set has no words for it."""
        found = templates().get(kind, {}).get(code)
        return Text(found["zh"], found["en"]) if found else Text(code, code)

    def _filled(self, kind: str, code: str, values: dict[str, Text]) -> Text:
        raw = self.plain(kind, code)
        empties = templates()["empty"]
        zh = {name: value.zh or empties.get(name, {}).get("zh", "") for name, value in values.items()}
        en = {name: value.en or empties.get(name, {}).get("en", "") for name, value in values.items()}
        return Text(
            raw.zh.format_map(defaultdict(str, zh)),
            raw.en.format_map(defaultdict(str, en)),
        )

    def line(self, line: Line) -> Text:
        """One line of the proof."""
        return self._filled(
            "line", line.code, {name: self._value(name, value) for name, value in line.values}
        )

    def _value(self, name: str, value: str) -> Text:
        vocabulary = self.law.vocabulary
        if name == "document" and value in self.law.documents:
            return self.document(value)
        if name == "measure":
            return self.measure(value)
        if name == "articles":
            return Text(
                "、".join(in_chinese(article) for article in value.split("、")), value.replace("、", ", ")
            )
        words = {
            "trigger": vocabulary.trigger,
            "item": vocabulary.trigger,
            "role": vocabulary.role | vocabulary.position,
            "position": vocabulary.position,
        }.get(name, {})
        if value in words:
            return Text(words[value].zh, words[value].en or words[value].zh)
        return Text("", "") if value == "?" and name in ("since", "until", "start") else Text(value, value)

    def document(self, code: str) -> Text:
        """A legal document by its title and number."""
        document = self.law.documents.get(code)
        if document is None:
            return Text(code, code)
        number = f"（{document.number}）" if _CHINESE.search(document.number) else ""
        return Text(f"《{document.title}》{number}", f"《{document.title}》")

    def measure(self, code: str) -> Text:
        """A measure by its name; its code where the law has no such measure."""
        found = next((each.measure for each in self.law.versions if each.code == code), None)
        return Text(found.name_zh, found.name_en) if found else Text(code, code)

    def unknown(self, unknown: Unknown) -> Text:
        """What is missing to know."""
        return self._filled("unknown", unknown.code, {"qualifier": self._qualifier(unknown)})

    def _qualifier(self, unknown: Unknown) -> Text:
        code = unknown.qualifier or ""
        vocabulary = self.law.vocabulary
        word = vocabulary.qualifier.get(code) or vocabulary.org_kind.get(code)
        return Text(word.zh, word.en or word.zh) if word else Text(code, code)

    def settles(self, unknown: Unknown) -> Text:
        """What would settle an unknown: the vocabulary's word first, else that of the template set."""
        word = self.law.vocabulary.qualifier.get(unknown.qualifier or "")
        found = templates()["unknown"].get(unknown.code, {})
        own = Text(found.get("settled_zh", ""), found.get("settled_en", ""))
        if word is None or not word.settled_zh:
            return own
        return Text(word.settled_zh, word.settled_en or own.en)

    def gap(self, gap: Gap) -> tuple[Text, Text]:
        """A source that was not looked at, and the evidence that closes the gap."""
        if gap.trigger in templates()["gap"]:
            own = templates()["gap"][gap.trigger]
            return self.plain("gap", gap.trigger), Text(own.get("settled_zh", ""), own.get("settled_en", ""))
        word = self.law.vocabulary.trigger.get(gap.trigger)
        said = self._filled(
            "gap",
            "OUTSIDE" if gap.outside else "NOT_LOADED",
            {"trigger": self._value("trigger", gap.trigger)},
        )
        untold = self.plain("gap", "UNTOLD")
        if word is None or not word.settled_zh:
            return said, untold
        return said, Text(word.settled_zh, word.settled_en or untold.en)

    def way_out(self, way: WayOut) -> Text:
        """How a ground ends."""
        day = way.on.isoformat() if way.on else ""
        return self._filled("way_out", way.kind, {"on": Text(day, day), "by": Text(way.by_zh, way.by_en)})

    def not_ground(self, found: NotGround) -> Text:
        """Why a fact that was looked at gives no ground."""
        values = {name: self._value(name, value) for name, value in found.values}
        return self._filled("not_ground", found.code, values)

    def end(self, ground: Ground) -> Text:
        """How a ground's term ends."""
        day = ground.last_barred_day.isoformat() if ground.last_barred_day else ""
        return self._filled("end", end_code(ground), {"until": Text(day, day)})

    def ground(self, ground: Ground) -> Text:
        """One ground in a sentence: measure, document, article, force and end."""
        document, end = self.document(ground.document), self.end(ground)
        force, articles = (
            self.plain("force", ground.force),
            self._value("articles", "、".join(ground.articles)),
        )
        return Text(
            f"{ground.name_zh}：{document.zh}{articles.zh}，{force.zh}；{end.zh}。",
            f"{ground.name_en}: {document.en} {articles.en}, {force.en}; {end.en}.",
        )

    def clause(self, code: str) -> str:
        """The clause on which what may be done meanwhile rests."""
        return templates()["meanwhile"].get(code, {}).get("clause", "")

    def verdict(self, verdict: Verdict, gaps: tuple[Gap, ...]) -> Text:
        """The whole answer as a person reads it."""
        code = (verdict.condition_kind or verdict.verdict).value
        parts = [_dated(verdict.as_of, self.plain("verdict", code))]
        parts += [self.ground(ground) for ground in verdict.deciding]
        for unknown in verdict.unknowns:
            what, how = self.unknown(unknown), self.settles(unknown)
            parts.append(
                Text(f"待查清：{what.zh}（可由{how.zh}证明）。", f"To settle: {what.en} (by {how.en}).")
            )
        parts += self._not_checked(gaps)
        parts += [self.plain("meanwhile", verdict.meanwhile), self.plain("note", "DECISION")]
        return Text("\n".join(part.zh for part in parts), "\n".join(part.en for part in parts))

    def _not_checked(self, gaps: tuple[Gap, ...]) -> list[Text]:
        """What was not looked at, one sentence for each reason; a gap with words of its own stands alone."""
        parts = []
        for code, outside in (("OUTSIDE_ALL", True), ("NOT_LOADED_ALL", False)):
            names = [
                self._value("trigger", gap.trigger)
                for gap in gaps
                if gap.outside is outside and gap.trigger not in templates()["gap"]
            ]
            if names:
                listed = Text("、".join(name.zh for name in names), "; ".join(name.en for name in names))
                parts.append(self._filled("gap", code, {"names": listed}))
        own = [self.gap(gap)[0] for gap in gaps if gap.trigger in templates()["gap"]]
        return parts + own


def _dated(day: date, text: Text) -> Text:
    return Text(f"{day.year}年{day.month}月{day.day}日：{text.zh}", f"{day.isoformat()}: {text.en}")
