"""Whom a record of an organization reaches, whom not, and why."""
