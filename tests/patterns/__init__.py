"""Patterns the model must produce by its mechanisms, each shown by switching the mechanism off."""
