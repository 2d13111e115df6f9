"""Enough runs: pairs are added until each comparison of a study is decided, or its budget ends."""
