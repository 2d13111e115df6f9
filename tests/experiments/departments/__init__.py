"""Departments: where a plan works."""
