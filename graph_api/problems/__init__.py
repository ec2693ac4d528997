"""Problems: what a subject reports as wrong about itself, and what the window made of it."""
