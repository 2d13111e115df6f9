"""Compare: two studies, two points of one, or every point with its baseline.

How much, how sure, and who and what changed.
"""
