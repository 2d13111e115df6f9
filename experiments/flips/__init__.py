"""Flips: which assumptions, one at a time at the ends of their bounds, would turn the verdict of a study over."""
