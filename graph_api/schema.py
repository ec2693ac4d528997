"""The schema: one Query and one Mutation, composed of the mixins of the slices."""

from __future__ import annotations

import strawberry
from strawberry.schema.config import StrawberryConfig

from graph_api.answers.fields import AnswersQuery
from graph_api.applicants.fields import ApplicantsQuery
from graph_api.callers.fields import CallersQuery
from graph_api.conflicts.fields import ConflictsQuery
from graph_api.consent.fields import ConsentMutation
from graph_api.eligibility.fields import EligibilityQuery
from graph_api.lawlists.fields import LawListsQuery
from graph_api.lending.fields import LendingQuery
from graph_api.me.fields import MeQuery
from graph_api.ownership.fields import OwnershipQuery
from graph_api.problems.fields import ProblemsMutation, ProblemsQuery
from graph_api.propagation.fields import PropagationQuery
from graph_api.records.fields import SourcesQuery
from graph_api.releases.fields import ReleasesMutation, ReleasesQuery
from graph_api.restrictions.fields import RestrictionsQuery
from graph_api.scalars import SCALARS
from graph_api.subjects.fields import SubjectsQuery


@strawberry.type(description="Everything that can be asked (查询).")
class Query(
    EligibilityQuery,
    AnswersQuery,
    SubjectsQuery,
    RestrictionsQuery,
    ConflictsQuery,
    PropagationQuery,
    OwnershipQuery,
    ApplicantsQuery,
    LendingQuery,
    LawListsQuery,
    SourcesQuery,
    MeQuery,
    ProblemsQuery,
    ReleasesQuery,
    CallersQuery,
):
    """Everything that can be asked. A slice adds its mixin from <slice>/fields.py to the bases."""


@strawberry.type(description="Everything that can be changed (变更).")
class Mutation(ConsentMutation, ProblemsMutation, ReleasesMutation):
    """Everything that can be changed. A slice adds its mixin from <slice>/fields.py to the bases."""


schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True),
)
