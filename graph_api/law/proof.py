"""The lines of the proof: what each step of the kernel found, in codes and values that wording.toml puts into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_api.law.facts import DAY_ZERO, FOREVER, Item, When
from graph_api.law.verdict import ConditionKind, Ground, GroundState, Line, VerdictKind

if TYPE_CHECKING:
    from graph_api.law.candidates import Candidate
    from graph_api.law.office import Match


def day_text(day: When | None) -> str:
    """A day as people read it: exact, a range, or a question mark."""
    if day is None:
        return "?"
    if day.exact:
        return day.earliest.isoformat()
    if day.earliest == DAY_ZERO:
        return f"≤{day.latest.isoformat()}"
    if day.latest == FOREVER:
        return f"≥{day.earliest.isoformat()}"
    return f"{day.earliest.isoformat()}–{day.latest.isoformat()}"


def item_day(item: Item) -> str:
    """The day on which an item took effect, as people read it."""
    return day_text(item.effective or item.decided or item.entered or item.event_on or item.since)


def end_code(ground: Ground) -> str:
    """How a ground ends, in words of its kind: an entry on a list ends with its removal."""
    listed = ground.item is not None and ground.item.origin == "LIST_ENTRY"
    return "ON_REMOVAL" if ground.end == "OPEN" and listed else ground.end


def ground_lines(ground: Ground, candidate: Candidate, match: Match) -> tuple[Line, ...]:
    """The proof of one ground, one line a step."""
    item = ground.item
    lines = []
    if item is not None:
        lines.append(
            Line(
                1,
                f"IN_FORCE_{item.origin}",
                (
                    ("item", item.name or item.trigger),
                    ("trigger", item.trigger),
                    ("day", item_day(item)),
                    ("authority", item.authority or ""),
                    ("number", item.number or ""),
                ),
            )
        )
    articles = "、".join(ground.articles)
    lines.append(
        Line(
            2,
            "MEASURE",
            (("document", ground.document), ("articles", articles), ("since", ground.version.isoformat())),
        )
    )
    lines.append(_reach_line(ground))
    if ground.state is GroundState.SUSPENDED:
        lines.append(Line(4, "RESTS", ()))
    elif item is not None and item.disputed:
        lines.append(Line(4, "CONTESTED_ONLY", ()))
    until = ground.last_barred_day.isoformat() if ground.last_barred_day else ""
    start = candidate.run.start
    lines.append(
        Line(
            5,
            f"TERM_{end_code(ground)}",
            (("start", day_text(start)), ("since", str(ground.since or "?")), ("until", until)),
        )
    )
    lines.append(Line(6, "OFFICE_IMPLIED" if match.implied else "OFFICE", ()))
    outcome = ground.condition_kind.value if ground.condition_kind else ground.state.value
    lines.append(Line(7, f"GROUND_{outcome}", ()))
    return tuple(lines)


def _reach_line(ground: Ground) -> Line:
    role, post = ground.path.role, ground.path.post
    if post is None:
        code = "REACH_FINDING" if ground.path.finding else "REACH_SELF"
        return Line(
            3, code, (("role", role), ("organization", ground.item.subject_name if ground.item else ""))
        )
    values = (
        ("role", role if role != "INCOMPATIBLE" else post.position),
        ("position", post.position),
        ("organization", post.organization_name or post.organization),
        ("since", day_text(post.since)),
        ("until", day_text(post.until) if post.until or post.ended else ""),
    )
    return Line(3, "REACH_INCOMPATIBLE" if role == "INCOMPATIBLE" else "REACH_POST", values)


def verdict_lines(kind: VerdictKind, condition: ConditionKind | None) -> tuple[Line, ...]:
    """The closing line of the proof."""
    return (Line(7, f"VERDICT_{condition.value if condition else kind.value}"),)
