"""Keys at work on the graph: rotation of the keyed hashes, and the erasure of a subject."""
