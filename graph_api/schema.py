"""The schema: one Query and one Mutation, composed of the mixins of the slices."""

from __future__ import annotations

import strawberry
from strawberry.schema.config import StrawberryConfig

from graph_api.answers.fields import AnswersQuery
from graph_api.eligibility.fields import EligibilityQuery
from graph_api.scalars import SCALARS


@strawberry.type(description="Everything that can be asked (查询).")
class Query(EligibilityQuery, AnswersQuery):
    """Everything that can be asked. A slice adds its mixin from <slice>/fields.py to the bases."""


schema = strawberry.Schema(
    query=Query,
    config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True),
)
