"""A lesson: two futures of the same people in one HTML file that runs the engine itself, without network."""
