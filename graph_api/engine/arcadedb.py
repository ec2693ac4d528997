"""ArcadeDB over its Bolt plugin: the embedded engine."""

from graph_api.engine.dialect import Dialect

ARCADEDB = Dialect(
    name="arcadedb",
    full_text_index="Subject[search_text]",
    explains=False,
    await_indexes=None,
    # It ignores the driver's timeout and runs on after its client is gone.
    show_transactions="SHOW TRANSACTIONS",
    terminate_transaction="TERMINATE TRANSACTION '{}'",
)
