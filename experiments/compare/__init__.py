"""Compare: two studies, two points of one, or every point with its baseline; how much, how sure, and who and what changed."""
