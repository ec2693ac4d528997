"""Answers that can be found again: sealed by their content, and kept where a case needs them."""
