"""Sweeps: which points a study runs.

Listed values (grid, zip, table), samples (Latin hypercube, Sobol sequence), the designs
of sensitivity analysis (Morris, Saltelli), and the search for what trades off best. Pure lists of choices; nothing is
run.
"""
