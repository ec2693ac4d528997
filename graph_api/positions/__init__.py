"""Offices people hold in bodies, and who holds them."""
