"""Departments: where a plan works and where it does not."""
