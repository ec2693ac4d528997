"""The schema: one Query and one Mutation, composed of the mixins of the slices."""

from __future__ import annotations

import strawberry

from graph_api.eligibility.fields import EligibilityQuery


@strawberry.type(description="Everything that can be asked (查询).")
class Query(EligibilityQuery):
    """Everything that can be asked. A slice adds its mixin from <slice>/fields.py to the bases."""


schema = strawberry.Schema(query=Query)
