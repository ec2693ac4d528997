"""Restrictions as the projection wrote them, read back for lists."""
