"""Tests of how things are said."""
