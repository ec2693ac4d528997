"""Everything with an id that `node` finds again."""

from __future__ import annotations

import strawberry

from graph_api.context import Clocks


@strawberry.interface(description="Anything that `node` finds again by its id (节点).")
class Node:
    """Anything that `node` finds again by its id."""

    id: strawberry.ID = strawberry.field(description="Opaque id (标识).")
    clocks: strawberry.Private[Clocks]
