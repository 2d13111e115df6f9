"""Tests of orgchange."""
