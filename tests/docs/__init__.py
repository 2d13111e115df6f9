"""Tests of the documentation and of what makes it."""
