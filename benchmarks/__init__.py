"""Measurements of speed, declared and printed with the machine they were taken on."""
