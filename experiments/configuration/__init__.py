"""Configuration: what may be asked, and how an answer to "which scenario?" is composed and checked.

The words of a command line become overrides, Hydra composes them with the shipped options, and what comes out is
checked against the declarations: a ``Point`` is a scenario under its address, what was chosen to get it, and what it is
compared with. Nothing here runs or writes anything.
"""
