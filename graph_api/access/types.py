"""What is not shown, as clients see it: which field, why, and what would open it."""

from __future__ import annotations

import strawberry

from graph_api.access.access import Access, Hidden

strawberry.enum(
    Hidden,
    description="ROLE: not for this role. PURPOSE: state a purpose. REGION: outside one's regions. CONSENT: the "
    "subject has to authorise. APPROVAL: a second officer has to release it. OTHERS: it is somebody else's. "
    "BORDER: it would leave the country (不予显示的原因).",
)


@strawberry.type(
    description="Something that is not shown to this request, whether or not there is anything to show (不予显示)."
)
class Masked:
    """Something that is not shown to this request."""

    field: str = strawberry.field(description="Which field (字段).")
    data_class: str = strawberry.field(description="Its class in the table of rights (数据类别).")
    reason: Hidden = strawberry.field(description="Why (原因).")
    basis: str = strawberry.field(description="The law behind its class (依据).")
    text_zh: str = strawberry.field(description="Why, and what would open it, in Chinese (中文说明).")
    text_en: str = strawberry.field(description="Why, and what would open it, in English (英文说明).")


def masked_of(access: Access, name: str, code: str) -> Masked:
    """A field of a class that is not open here."""
    en, zh = access.words(code)
    return Masked(
        field=name,
        data_class=code,
        reason=access.hidden(code),
        basis=access.policy.classes[code].basis,
        text_zh=f"{zh}。",
        text_en=f"{en[0].upper()}{en[1:]}.",
    )
