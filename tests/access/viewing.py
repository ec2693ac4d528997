"""The context of one request of a viewer."""

from __future__ import annotations

from graph_api.access.viewer import Viewer
from graph_api.context import Context
from graph_api.engine.db import Database
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.source import the_law
from tests.access.province import TODAY


def context_of(db: Database, viewer: Viewer) -> Context:
    """The context of one request of a viewer."""
    return Context(
        db=db,
        law=the_law(),
        settings=db.settings,
        number_key=open_number_key(db.settings.home),
        today=lambda: TODAY,
        viewer=viewer,
    )
