"""The commands: one file each, which reads a command line, makes one call, and lets a face tell the answer.

``main`` finds the command that is asked for, and turns bad input into one line and exit code 2.
"""
