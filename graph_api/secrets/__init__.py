"""Secrets: named keys behind one port, the suites of algorithms, and one key for each subject."""
