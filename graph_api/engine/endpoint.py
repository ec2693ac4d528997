"""Where an engine listens and who may do what there."""

from dataclasses import dataclass, field

from graph_api.engine.dialect import Dialect

Login = tuple[str, str]


@dataclass(frozen=True)
class Endpoint:
    """One engine, reachable; passwords stay out of its representation."""

    dialect: Dialect
    uri: str
    database: str
    writer: Login = field(repr=False)
    reader: Login | None = field(default=None, repr=False)
    """A login that may only read, where the engine does not enforce the driver's read mode."""
    sql_address: str | None = None
    """The HTTP address for statements that Cypher lacks there."""
    version: str = ""
    """The engine's own version where it does not tell it over Bolt."""
