"""Who is in the graph: organizations and people, found by id, number or name."""
