"""One folder for each source of facts."""
