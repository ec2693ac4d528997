"""A fictional province as a canonical bundle (docs/bundle.md), the same bytes for the same seed.

The province (澄岭省) does not exist: every region code starts with 990, which GB/T 2260 assigns to nobody,
so no resident number and no unified social credit code made here can belong to a real person or body.
"""

from graph_api.generate.run import generate, sample

__all__ = ["generate", "sample"]
