"""Tests of verifying studies."""
