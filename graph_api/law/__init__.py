"""The law as dated data and the pure function that applies it: facts + law -> verdict."""
