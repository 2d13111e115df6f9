"""Verify: some runs of a study are replayed and held against what it keeps, bit for bit."""
