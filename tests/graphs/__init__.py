"""Small named graphs that tests are built from."""
