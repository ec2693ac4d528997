"""The root field that says who asks."""

from __future__ import annotations

import strawberry

from graph_api.callers.types import Viewer
from graph_api.context import Context


@strawberry.type
class CallersQuery:
    """Who asks."""

    @strawberry.field(description="Who makes this request, in which role and what for (当前调用方).")
    def viewer(self, info: strawberry.Info[Context, None]) -> Viewer:
        """Who makes this request."""
        return Viewer.of(info.context.viewer)
