"""The law as the service starts with it: unreadable or unsound law stops the start with file, line and reason."""

from __future__ import annotations

from graph_api.errors import LawInvalid
from graph_api.law.lawbook import Law
from graph_api.law.lint import lint
from graph_api.law.source import LawUnreadable, the_law


def sound_law() -> Law:
    """The shipped law, linted."""
    try:
        law = the_law()
    except LawUnreadable as error:
        raise LawInvalid(error.file, error.line, error.reason) from None
    for finding in lint(law):
        raise LawInvalid(finding.file, finding.line, f"{finding.code}: {finding.reason}")
    return law
