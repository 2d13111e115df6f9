"""Browsers for tests, each driven by what it speaks itself, and each without a network."""
