"""Neo4j 5.26 LTS and 2025.x or later, Community, Enterprise and Aura."""

from graph_api.engine.dialect import Dialect

NEO4J = Dialect(
    name="neo4j",
    full_text_index="subject_search",
    explains=True,
    await_indexes="CALL db.awaitIndexes(300)",
    # A closed connection and the transaction timeout both end a query on the server.
    show_transactions=None,
    terminate_transaction=None,
)
