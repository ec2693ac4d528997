"""Derived columns of one source."""
