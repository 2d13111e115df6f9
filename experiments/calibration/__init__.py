"""Calibration: which values of free parameters bring the model closest to what is known."""
