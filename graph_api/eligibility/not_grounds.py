"""What was looked at without restricting the office, as clients see it."""

from __future__ import annotations

import strawberry

from graph_api.eligibility.parts import EN, ZH, GroundItem, PathPost, UnknownFact
from graph_api.law.verdict import NotGround
from graph_api.law.wording import Words


@strawberry.type(
    description="A fact that was looked at and restricts nothing here, with the reason (不构成限制的事实)."
)
class NotGroundType:
    """A fact that was looked at and restricts nothing here."""

    code: str = strawberry.field(description="Code of the reason (代码).")
    item: GroundItem | None = strawberry.field(description="The fact (事实).")
    measure: str | None = strawberry.field(
        description="Code of the measure that was left out; null where no measure speaks of it (措施代码)."
    )
    post: PathPost | None = strawberry.field(description="The other post, for an incompatibility (另一职务).")
    unknowns: list[UnknownFact] = strawberry.field(description="What is missing to know (待查清事项).")
    text_zh: str = strawberry.field(description=ZH)
    text_en: str = strawberry.field(description=EN)

    @classmethod
    def of(cls, found: NotGround, words: Words) -> NotGroundType:
        """The reason in words."""
        text = words.not_ground(found)
        return cls(
            code=found.code,
            item=GroundItem.of(found.item) if found.item else None,
            measure=found.measure,
            post=PathPost.of(found.post) if found.post else None,
            unknowns=[UnknownFact.of(each, words) for each in found.unknowns],
            text_zh=text.zh,
            text_en=text.en,
        )
