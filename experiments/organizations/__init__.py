"""Organizations of a study.

Built from a recipe or read from an organization's own tables, once, and shared by all points.
"""
