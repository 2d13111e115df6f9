"""Designs: which points a sweep runs. Listed values are crossed; ranges are sampled, tabled, taken side by side or searched."""
