"""Results: what a study says. Its points with their means and paired differences, the verdict.

Both as plain values.
"""
