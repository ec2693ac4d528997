"""Who owns and controls whom."""
