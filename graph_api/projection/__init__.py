"""Restrictions in the graph as a projection of facts and law: written, drained, rebuilt and verified here."""
