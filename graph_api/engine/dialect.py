"""What differs between engines, as one value for each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """The facts about an engine that our code asks for; there is no other place to ask."""

    name: str
    """Folder of its overrides in the corpus: cypher/_<name>/."""
    full_text_index: str
    """What to pass to db.index.fulltext.queryNodes for the names of subjects."""
    explains: bool
    """Whether EXPLAIN gives columns, query type and notifications."""
    await_indexes: str | None
    """The statement that waits for new indexes, where they are built behind our back."""
    show_transactions: str | None
    """The statement that lists running transactions, where a lost client does not end them."""
    terminate_transaction: str | None
    """The statement that ends the transaction `{}`, for the same engines."""
