"""Authorisations: what a subject lets one named body see, for one purpose, until a day."""
