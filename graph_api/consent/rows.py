"""The queries of authorisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph_api.engine.query import Query


@dataclass(frozen=True)
class AuthorisationRow:
    """One authorisation with the subject that gave it."""

    subject_id: str
    authorisation_id: str
    grantee: str
    grantee_name: str | None
    purpose: str
    classes: list[str]
    since: datetime
    until: datetime
    recorded_at: datetime
    revoked_at: datetime | None


GRANT = Query("consent/grant", AuthorisationRow)
REVOKE = Query("consent/revoke", AuthorisationRow)
OF_SUBJECTS = Query("consent/of_subjects", AuthorisationRow)
