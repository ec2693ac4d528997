"""Paired benchmarks: what the service costs beside the raw driver, on both engines, as the graph grows."""
