"""Results: what a study says. Its points with their means and paired differences, the verdict, and both as plain values."""
