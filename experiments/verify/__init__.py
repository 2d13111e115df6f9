"""Verify: some runs of a study are lived again and held against what it keeps, bit for bit."""
