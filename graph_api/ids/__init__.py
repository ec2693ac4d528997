"""Who is who: identifiers and their check digits, names, keyed hashes and the keys of the graph."""
