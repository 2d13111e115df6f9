"""Tests of what would turn a verdict over."""
