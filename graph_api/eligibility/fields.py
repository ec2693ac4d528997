"""The root fields of the office question."""

from __future__ import annotations

import strawberry

from graph_api.context import Context
from graph_api.law.lawbook import KERNEL_VERSION

Info = strawberry.Info[Context, None]


@strawberry.type
class EligibilityQuery:
    """The office question and what belongs to it."""

    @strawberry.field(description="Version of the kernel that judges (判定内核版本).")
    def kernel_version(self) -> str:
        """Version of the kernel that judges."""
        return KERNEL_VERSION
