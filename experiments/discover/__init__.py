"""Discover: which policy is best where, which holds up whatever the world turns out to be, and where one fails.

Nothing here needs Hydra: ``experiments.discover.discovery.discovered(study)`` returns everything as plain
dataclasses.
"""
