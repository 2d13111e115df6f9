"""The console: results as text and tables for people at a terminal, or at the end of a pipe.

One file for each kind of result. Nothing is computed here that a program would miss: what is printed stands in the
result.
"""
