"""A folder to begin with."""
