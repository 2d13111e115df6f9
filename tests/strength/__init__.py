"""Damaged and forged folders of studies, and odd command lines: what is thrown, and what must come of it."""
