"""The only room that knows the driver: queries, dialects, the database and the embedded engine."""
