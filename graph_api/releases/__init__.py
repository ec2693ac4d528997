"""Releases: a special look that one officer asks for, a second one of the organ allows, and that ends by itself."""
